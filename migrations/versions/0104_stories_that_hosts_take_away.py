"""Hosts and the desk take a story away that somebody put with a challenge; its contributor hears of that once.

Revision ID: 0104
Revises: 0103
"""

import sqlalchemy as sa
from alembic import op

revision = "0104"
down_revision = "0103"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("linked_answer", sa.Column("taken_by_other", sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade():
    op.drop_column("linked_answer", "taken_by_other")
