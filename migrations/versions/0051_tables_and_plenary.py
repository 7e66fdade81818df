"""Cards of tables, questions from phones, and who recognises which question.

Revision ID: 0051
Revises: 0050
"""

import sqlalchemy as sa
from alembic import op

from app.core.database import Moment

revision = "0051"
down_revision = "0050"
branch_labels = None
depends_on = None
PLAYS = sa.Enum("yes", "no", "unsure", name="plays", native_enum=False, length=30)


def key(table, column, target, ondelete="CASCADE"):
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}"), ondelete=ondelete)


def upgrade():
    op.create_table(
        "table_card",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(26), nullable=False),
        sa.Column("gathering_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("challenge_id", sa.Integer()),
        sa.Column("recognised", sa.Text(), nullable=False),
        sa.Column("helped", sa.Text(), nullable=False),
        sa.Column("question", sa.String(300), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("written_at", Moment()),
        sa.Column("given_at", Moment()),
        sa.Column("worded_at", Moment()),
        sa.Column("shown_at", Moment()),
        key("table_card", "gathering_id", "gathering"),
        key("table_card", "challenge_id", "challenge", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_table_card")),
        sa.UniqueConstraint("public_id", name=op.f("uq_table_card_public_id")),
        sa.UniqueConstraint("gathering_id", "number", name=op.f("uq_table_card_gathering_id_number")),
    )
    op.create_table(
        "table_tap",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("card_id", sa.Integer(), nullable=False),
        sa.Column("walker_id", sa.Integer()),
        sa.Column("answer", PLAYS, nullable=False),
        key("table_tap", "card_id", "table_card"),
        key("table_tap", "walker_id", "walker", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_table_tap")),
        sa.UniqueConstraint("card_id", "walker_id", name=op.f("uq_table_tap_card_id_walker_id")),
    )
    op.create_index(op.f("ix_table_tap_walker_id"), "table_tap", ["walker_id"])
    op.create_table(
        "clarifying_question",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(26), nullable=False),
        sa.Column("gathering_id", sa.Integer(), nullable=False),
        sa.Column("challenge_id", sa.Integer(), nullable=False),
        sa.Column("walker_id", sa.Integer()),
        sa.Column("text", sa.String(300), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("asked_at", Moment(), nullable=False),
        sa.Column("answered_at", Moment()),
        sa.Column("version", sa.Integer(), nullable=False),
        key("clarifying_question", "gathering_id", "gathering"),
        key("clarifying_question", "challenge_id", "challenge"),
        key("clarifying_question", "walker_id", "walker"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clarifying_question")),
        sa.UniqueConstraint("public_id", name=op.f("uq_clarifying_question_public_id")),
    )
    for column in ("gathering_id", "challenge_id", "walker_id"):
        op.create_index(op.f(f"ix_clarifying_question_{column}"), "clarifying_question", [column])
    op.create_table(
        "question_from_table",
        sa.Column("card_id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        key("question_from_table", "card_id", "table_card"),
        key("question_from_table", "question_id", "question"),
        sa.PrimaryKeyConstraint("card_id", name=op.f("pk_question_from_table")),
    )
    op.create_index(op.f("ix_question_from_table_question_id"), "question_from_table", ["question_id"])
    op.add_column("gathering", sa.Column("harvested_at", Moment()))


def downgrade():
    op.drop_column("gathering", "harvested_at")
    for table in ("question_from_table", "clarifying_question", "table_tap", "table_card"):
        op.drop_table(table)
