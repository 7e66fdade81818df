"""On which phone the draft of a note began.

Revision ID: 0069
Revises: 0068
"""

import sqlalchemy as sa
from alembic import op

revision = "0069"
down_revision = "0068"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("turned_note", sa.Column("key_hash", sa.String(64), nullable=True))


def downgrade():
    op.drop_column("turned_note", "key_hash")
