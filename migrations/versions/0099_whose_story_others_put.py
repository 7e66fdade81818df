"""Whose story somebody else puts with a challenge hears it once; of those that stand there by now nobody knows who.

Revision ID: 0099
Revises: 0098
"""

import sqlalchemy as sa
from alembic import op

from app.core.database import Moment

revision = "0099"
down_revision = "0098"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("linked_answer", sa.Column("put_by_other", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("linked_answer", sa.Column("told_at", Moment(), nullable=True))


def downgrade():
    op.drop_column("linked_answer", "told_at")
    op.drop_column("linked_answer", "put_by_other")
