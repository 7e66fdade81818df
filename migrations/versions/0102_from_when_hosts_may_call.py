"""From which day hosts see that they may call: the day after a number was left. What they see by now, they keep seeing.

Revision ID: 0102
Revises: 0101
"""

import sqlalchemy as sa
from alembic import op

revision = "0102"
down_revision = "0101"
branch_labels = None
depends_on = None


def upgrade():
    before = sa.Column("offered_from", sa.Date(), nullable=False, server_default="2026-01-01")
    op.add_column("host_phone", before)
    if op.get_bind().dialect.name != "sqlite":
        op.alter_column("host_phone", "offered_from", server_default=None)


def downgrade():
    op.drop_column("host_phone", "offered_from")
