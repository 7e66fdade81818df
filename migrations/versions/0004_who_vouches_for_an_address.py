"""Reading the mail of an address proves nothing by itself: its domain does, or an administrator.

Revision ID: 0004
Revises: 0003
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("work_address", sa.Column("vouched_at", sa.DateTime(timezone=True), nullable=True))


def downgrade():
    with op.batch_alter_table("work_address") as table:
        table.drop_column("vouched_at")
