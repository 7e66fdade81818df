"""What came of a question: answers with their evidence, decisions, and who did not take it on.

Revision ID: 0031
Revises: 0030
"""

import sqlalchemy as sa
from alembic import op

from app.core.database import Moment

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None
PERSON = ("user.id", "SET NULL")


def points(table, column, to, when_gone=None):
    return sa.ForeignKeyConstraint([column], [to], name=op.f(f"fk_{table}_{column}"), ondelete=when_gone)


def with_question(table, *columns, indexed):
    """What each has: the question, when it was written and by whom."""
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        *columns,
        points(table, "question_id", "question.id", "CASCADE"),
        points(table, "by_id", *PERSON),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )
    for column in ("question_id", "by_id", *indexed):
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])


def upgrade():
    with_question(
        "answer",
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("reach", sa.Enum("whole", "part", name="reach", native_enum=False, length=30), nullable=False),
        sa.Column("route", sa.String(40), nullable=True),
        sa.Column("steps", sa.Text(), nullable=False),
        sa.Column("signed_at", Moment(), nullable=True),
        sa.Column("signed_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        points("answer", "organisation_id", "organisation.id"),
        points("answer", "signed_by_id", *PERSON),
        indexed=("organisation_id", "signed_by_id"),
    )
    op.create_table(
        "answer_source",
        sa.Column("answer_id", sa.Integer(), nullable=False),
        sa.Column("contribution_id", sa.Integer(), nullable=False),
        points("answer_source", "answer_id", "answer.id", "CASCADE"),
        points("answer_source", "contribution_id", "contribution.id", "CASCADE"),
        sa.PrimaryKeyConstraint("answer_id", "contribution_id", name=op.f("pk_answer_source")),
    )
    op.create_index(op.f("ix_answer_source_contribution_id"), "answer_source", ["contribution_id"])
    with_question(
        "decision",
        sa.Column("body", sa.String(150), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("route", sa.String(40), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        indexed=(),
    )
    with_question(
        "declined_owner",
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        points("declined_owner", "organisation_id", "organisation.id"),
        indexed=("organisation_id",),
    )


def downgrade():
    for table in ("declined_owner", "decision", "answer_source", "answer"):
        op.drop_table(table)
