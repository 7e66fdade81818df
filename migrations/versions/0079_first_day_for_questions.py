"""From when people can ask something about a challenge, before they answer.

Revision ID: 0079
Revises: 0078
"""

import sqlalchemy as sa
from alembic import op

revision = "0079"
down_revision = "0078"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("challenge", sa.Column("ask_from", sa.Date(), nullable=True))


def downgrade():
    op.drop_column("challenge", "ask_from")  # in a batch SQLite would make the table anew, and lose who hosts it
