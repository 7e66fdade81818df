"""The gap of the balance that a challenge, or a stop of a walk, asks about.

Revision ID: 0077
Revises: 0076
"""

import sqlalchemy as sa
from alembic import op

revision = "0077"
down_revision = "0076"
branch_labels = None
depends_on = None
ASKING = ("challenge", "gathering_stop")


def upgrade():
    for table in ASKING:
        op.add_column(table, sa.Column("gap_sides", sa.String(250), nullable=False, server_default=""))


def downgrade():
    for table in ASKING:
        op.drop_column(table, "gap_sides")
