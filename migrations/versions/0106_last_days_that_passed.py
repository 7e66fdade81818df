"""The first last day of a challenge that passed without a closing note, and when its hosts chose a later one after that.

Revision ID: 0106
Revises: 0105
"""

import sqlalchemy as sa
from alembic import op

revision = "0106"
down_revision = "0105"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("challenge", sa.Column("missed_on", sa.Date(), nullable=True))
    op.add_column("challenge", sa.Column("extended_on", sa.Date(), nullable=True))


def downgrade():
    op.drop_column("challenge", "extended_on")
    op.drop_column("challenge", "missed_on")
