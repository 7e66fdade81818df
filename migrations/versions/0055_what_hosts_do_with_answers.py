"""What the hosts of a challenge do with the answers to it.

Revision ID: 0055
Revises: 0054
"""

import sqlalchemy as sa
from alembic import op

from app.core.database import Moment

revision = "0055"
down_revision = "0054"
branch_labels = None
depends_on = None
VERDICTS = sa.Enum("now", "later", "no", name="verdict", native_enum=False, length=30)
HOLDS = sa.Enum("yes", "no", "unknown", name="holds", native_enum=False, length=30)
NEWS = sa.Enum("new", "overdue", name="hostnews", native_enum=False, length=30)


def key_to(table, column, other, ondelete="CASCADE"):
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}"), ondelete=ondelete)


def upgrade():
    op.create_table(
        "answer_mark",
        sa.Column("challenge_id", sa.Integer(), nullable=False),
        sa.Column("contribution_id", sa.Integer(), nullable=False),
        sa.Column("verdict", VERDICTS),
        sa.Column("reason", sa.String(300), nullable=False),
        sa.Column("by_id", sa.Integer()),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("thanked_at", Moment()),
        sa.Column("asked_at", Moment()),
        sa.Column("reacted_at", Moment(), nullable=False),
        sa.Column("told_at", Moment()),
        sa.Column("turn", sa.Integer(), nullable=False),
        key_to("answer_mark", "challenge_id", "challenge"),
        key_to("answer_mark", "contribution_id", "contribution"),
        key_to("answer_mark", "by_id", "user", "SET NULL"),
        sa.PrimaryKeyConstraint("challenge_id", "contribution_id", name=op.f("pk_answer_mark")),
    )
    op.create_table(
        "condition_check",
        sa.Column("challenge_id", sa.Integer(), nullable=False),
        sa.Column("mark", sa.String(64), nullable=False),
        sa.Column("holds", HOLDS, nullable=False),
        key_to("condition_check", "challenge_id", "challenge"),
        sa.PrimaryKeyConstraint("challenge_id", "mark", name=op.f("pk_condition_check")),
    )
    op.create_table(
        "told_hosts",
        sa.Column("challenge_id", sa.Integer(), nullable=False),
        sa.Column("contribution_id", sa.Integer(), nullable=False),
        sa.Column("what", NEWS, nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        key_to("told_hosts", "challenge_id", "challenge"),
        key_to("told_hosts", "contribution_id", "contribution"),
        sa.PrimaryKeyConstraint("challenge_id", "contribution_id", "what", name=op.f("pk_told_hosts")),
    )
    for table, column in (("answer_mark", "contribution_id"), ("answer_mark", "by_id"), ("told_hosts", "contribution_id")):
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])


def downgrade():
    for table in ("told_hosts", "condition_check", "answer_mark"):
        op.drop_table(table)
