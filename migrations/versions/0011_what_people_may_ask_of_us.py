"""A contribution can be kept as it is for a Woo request.

Revision ID: 0011
Revises: 0008
"""

import sqlalchemy as sa
from alembic import op

from app.core.database import Moment

revision = "0011"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "freeze",
        sa.Column("contribution_id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(80), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("frozen_at", Moment(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["contribution_id"], ["contribution.id"], name=op.f("fk_freeze_contribution_id")),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_freeze_by_id"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("contribution_id", "reference", name=op.f("pk_freeze")),
    )
    op.create_index(op.f("ix_freeze_reference"), "freeze", ["reference"])


def downgrade():
    op.drop_table("freeze")
