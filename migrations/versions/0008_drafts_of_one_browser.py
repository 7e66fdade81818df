"""A browser can list the drafts that were begun in it.

Revision ID: 0008
Revises: 0007
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("draft") as batch_op:
        batch_op.add_column(sa.Column("browser_hash", sa.String(64), nullable=True))
        batch_op.create_index(batch_op.f("ix_draft_browser_hash"), ["browser_hash"])


def downgrade():
    with op.batch_alter_table("draft") as batch_op:
        batch_op.drop_index(batch_op.f("ix_draft_browser_hash"))
        batch_op.drop_column("browser_hash")
