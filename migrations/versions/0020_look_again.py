"""A contributor may name a day on which to look again at who sees what.

Revision ID: 0020
Revises: 0019
"""

import sqlalchemy as sa
from alembic import op

from app.core.database import Moment

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "look_again",
        sa.Column("contribution_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("reminded_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(["contribution_id"], ["contribution.id"], name=op.f("fk_look_again_contribution_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("contribution_id", name=op.f("pk_look_again")),
    )
    op.create_index(op.f("ix_look_again_day"), "look_again", ["day"])


def downgrade():
    op.drop_table("look_again")
