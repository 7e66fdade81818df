"""The gap of the balance that a part of a programme asks about.

Revision ID: 0080
Revises: 0079
"""

import sqlalchemy as sa
from alembic import op

revision = "0080"
down_revision = "0079"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("gathering_part", sa.Column("gap_sides", sa.String(250), nullable=False, server_default=""))


def downgrade():
    op.drop_column("gathering_part", "gap_sides")
