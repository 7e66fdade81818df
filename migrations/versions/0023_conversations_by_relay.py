"""Conversations with the desk and with the host of a challenge, and a way out of the mails about news.

Revision ID: 0023
Revises: 0022
"""

import sqlalchemy as sa
from alembic import op

from app.core.database import Moment

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

MOMENTS = (
    *("allowed_at", "closed_at", "stopped_at", "reported_at"),
    *("contributor_saw_at", "other_saw_at", "contributor_told_at", "other_told_at"),
)


def upgrade():
    op.create_table(
        "conversation",
        sa.Column("contribution_id", sa.Integer(), nullable=False),
        sa.Column("side", sa.String(30), nullable=False),
        *(sa.Column(name, Moment(), nullable=True) for name in MOMENTS),
        sa.ForeignKeyConstraint(
            ["contribution_id"], ["contribution.id"], name=op.f("fk_conversation_contribution_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("contribution_id", "side", name=op.f("pk_conversation")),
    )
    add("remark", sa.Column("side", sa.String(30), nullable=False, server_default="desk"))
    add("email", sa.Column("stop_url", sa.String(300), nullable=False, server_default=""))
    # What was said before counts as seen, and nobody is mailed about it again.
    op.execute(
        "INSERT INTO conversation (contribution_id, side, contributor_saw_at, other_saw_at, contributor_told_at, "
        "other_told_at) SELECT contribution_id, 'desk', max(at), max(at), max(at), max(at) FROM remark "
        "GROUP BY contribution_id"
    )


def add(table, column):
    """Not in a batch: on SQLite that makes the table anew."""
    op.add_column(table, column)
    if op.get_bind().dialect.name == "postgresql":
        op.alter_column(table, column.name, server_default=None)


def downgrade():
    op.execute("DELETE FROM remark WHERE side <> 'desk'")  # without the column the desk would read these
    op.drop_column("email", "stop_url")
    op.drop_column("remark", "side")
    op.drop_table("conversation")
