"""What came of a gathering: drafts that began there, notes that became one, questions to writers, and the link.

Revision ID: 0052
Revises: 0051
"""

import sqlalchemy as sa
from alembic import op

from app.core.database import Moment

revision = "0052"
down_revision = "0051"
branch_labels = None
depends_on = None


def key_to(table, name, other, ondelete="CASCADE"):
    return sa.ForeignKeyConstraint([name], [f"{other}.id"], name=op.f(f"fk_{table}_{name}"), ondelete=ondelete)


def number(name, nullable=False):
    return sa.Column(name, sa.Integer(), nullable=nullable)


def upgrade():
    op.create_table(
        "draft_of_gathering",
        number("draft_id"),
        number("gathering_id"),
        number("stop_id", nullable=True),
        key_to("draft_of_gathering", "draft_id", "draft"),
        key_to("draft_of_gathering", "gathering_id", "gathering"),
        key_to("draft_of_gathering", "stop_id", "gathering_stop", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("draft_id", name=op.f("pk_draft_of_gathering")),
    )
    op.create_table(
        "turned_note",
        number("note_id"),
        number("draft_id", nullable=True),
        key_to("turned_note", "note_id", "field_note"),
        key_to("turned_note", "draft_id", "draft"),
        sa.PrimaryKeyConstraint("note_id", name=op.f("pk_turned_note")),
        sa.UniqueConstraint("draft_id", name=op.f("uq_turned_note_draft_id")),
    )
    op.create_table(
        "note_question",
        number("note_id"),
        number("asked_by_id", nullable=True),
        sa.Column("asked_at", Moment(), nullable=False),
        sa.Column("declined_at", Moment()),
        key_to("note_question", "note_id", "field_note"),
        key_to("note_question", "asked_by_id", "user", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("note_id", name=op.f("pk_note_question")),
    )
    op.create_table(
        "came_out_of",
        number("contribution_id"),
        number("gathering_id"),
        number("stop_id", nullable=True),
        *(sa.Column(name, sa.Boolean(), nullable=False) for name in ("name_left_out", "place_left_out", "is_over")),
        key_to("came_out_of", "contribution_id", "contribution"),
        key_to("came_out_of", "gathering_id", "gathering"),
        key_to("came_out_of", "stop_id", "gathering_stop", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("contribution_id", name=op.f("pk_came_out_of")),
    )
    indexed = (("draft_of_gathering", "gathering_id"), ("draft_of_gathering", "stop_id"))
    for table, name in (*indexed, ("note_question", "asked_by_id"), ("came_out_of", "gathering_id"), ("came_out_of", "stop_id")):
        op.create_index(op.f(f"ix_{table}_{name}"), table, [name])


def downgrade():
    for table in ("came_out_of", "note_question", "turned_note", "draft_of_gathering"):
        op.drop_table(table)
