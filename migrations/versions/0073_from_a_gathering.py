"""What people make of a card, a note or an experience: a contribution, or a question for the members.

Revision ID: 0073
Revises: 0072
"""

import sqlalchemy as sa
from alembic import op

revision = "0073"
down_revision = "0072"
branch_labels = None
depends_on = None
MOMENT = sa.DateTime(timezone=True)


def column(name, kind=None, *, nullable=False):
    return sa.Column(name, kind or sa.Integer(), nullable=nullable)


def points(table, name, to, gone="CASCADE"):
    return sa.ForeignKeyConstraint([name], [f"{to}.id"], name=op.f(f"fk_{table}_{name}"), ondelete=gone)


def once(table, *names):
    return sa.UniqueConstraint(*names, name=op.f(f"uq_{table}_{'_'.join(names)}"))


def upgrade():
    op.create_table(
        "turned_card",
        *(column("id"), column("card_id"), column("draft_id", nullable=True), column("key_hash", sa.String(64))),
        points("turned_card", "card_id", "table_card"),
        points("turned_card", "draft_id", "draft"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_turned_card")),
        *(once("turned_card", "draft_id"), once("turned_card", "card_id", "key_hash")),
    )
    op.create_table(
        "given_question",
        *(column("id"), column("public_id", sa.String(26)), column("gathering_id")),
        *(column("note_id", nullable=True), column("registration_id", nullable=True)),
        *(column("asks", sa.String(300)), column("given_at", MOMENT), column("worded_at", MOMENT, nullable=True)),
        points("given_question", "gathering_id", "gathering"),
        points("given_question", "note_id", "field_note", "SET NULL"),
        points("given_question", "registration_id", "registration", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_given_question")),
        *(once("given_question", name) for name in ("public_id", "note_id", "registration_id")),
    )
    op.create_index(op.f("ix_given_question_gathering_id"), "given_question", ["gathering_id"])
    op.create_table(
        "question_from_given",
        *(column("given_id"), column("question_id")),
        points("question_from_given", "given_id", "given_question"),
        points("question_from_given", "question_id", "question"),
        sa.PrimaryKeyConstraint("given_id", name=op.f("pk_question_from_given")),
    )
    op.create_index(op.f("ix_question_from_given_question_id"), "question_from_given", ["question_id"])


def downgrade():
    for table in ("question_from_given", "given_question", "turned_card"):
        op.drop_table(table)
