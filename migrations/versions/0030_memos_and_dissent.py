"""Working notes of members under a question, and the views of organisations that dissent.

Revision ID: 0030
Revises: 0029
"""

import sqlalchemy as sa
from alembic import op

from app.core.database import Moment

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None


def said(table, *more):
    """What both have: the question, the words, when and by whom."""
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["question_id"], ["question.id"], name=op.f(f"fk_{table}_question_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f(f"fk_{table}_by_id"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        *more,
    )
    for column in ("question_id", "by_id"):
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])


def upgrade():
    said("memo")
    said(
        "dissent",
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name=op.f("fk_dissent_organisation_id")),
        sa.UniqueConstraint("question_id", "organisation_id", name=op.f("uq_dissent_question_id_organisation_id")),
    )
    op.create_index(op.f("ix_dissent_organisation_id"), "dissent", ["organisation_id"])


def downgrade():
    op.drop_table("dissent")
    op.drop_table("memo")
