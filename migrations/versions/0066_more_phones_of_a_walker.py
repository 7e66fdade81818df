"""One's notes of a walk on more than one phone.

Revision ID: 0066
Revises: 0065
"""

import sqlalchemy as sa
from alembic import op

from app.core.database import Moment

revision = "0066"
down_revision = "0065"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("walker", sa.Column("link_hash", sa.String(64), nullable=True))
    op.add_column("walker", sa.Column("link_made_at", Moment(), nullable=True))
    op.create_index(op.f("ix_walker_link_hash"), "walker", ["link_hash"], unique=True)
    op.create_table(
        "walker_phone",
        sa.Column("key_hash", sa.String(64), nullable=False),
        sa.Column("walker_id", sa.Integer(), nullable=False),
        sa.Column("came_at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(["walker_id"], ["walker.id"], name=op.f("fk_walker_phone_walker_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("key_hash", name=op.f("pk_walker_phone")),
    )
    op.create_index(op.f("ix_walker_phone_walker_id"), "walker_phone", ["walker_id"])


def downgrade():
    op.drop_table("walker_phone")
    op.drop_index(op.f("ix_walker_link_hash"), "walker")
    op.drop_column("walker", "link_made_at")
    op.drop_column("walker", "link_hash")
