"""Putting something out to people who follow it.

Revision ID: 0065
Revises: 0064
"""

import sqlalchemy as sa
from alembic import op

revision = "0065"
down_revision = "0064"
branch_labels = None
depends_on = None

ADDED = ("takes_calls", "works_as", "works_at")


def upgrade():
    op.add_column("follower", sa.Column("takes_calls", sa.Boolean(), nullable=False, server_default=sa.true()))
    for name in ADDED[1:]:
        op.add_column("follower", sa.Column(name, sa.String(40), nullable=False, server_default=""))
    op.create_table(
        "call",
        sa.Column("happening_id", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.JSON(), nullable=False) for name in ("sides", "themes", "to_roles", "to_kinds")),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_call_by_id"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["happening_id"], ["happening.id"], name=op.f("fk_call_happening_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("happening_id", name=op.f("pk_call")),
    )
    op.create_index(op.f("ix_call_by_id"), "call", ["by_id"])


def downgrade():
    op.drop_table("call")
    op.execute(sa.text("DELETE FROM telling WHERE happening_id IN (SELECT id FROM happening WHERE what = 'call')"))
    op.execute(sa.text("DELETE FROM happening WHERE what = 'call'"))
    for name in ADDED:  # on SQLite no batch: a table that is made anew takes along what follows it
        op.drop_column("follower", name)
