"""The walk of a gathering: its code, who walks along, their notes and photos, and the summary of a stop.

Revision ID: 0047
Revises: 0046
"""

import sqlalchemy as sa
from alembic import op

from app.core.database import Moment

revision = "0047"
down_revision = "0046"
branch_labels = None
depends_on = None
KINDS = sa.Enum("good", "learned", "experience", "question", name="kind", native_enum=False, length=30)


def key_to(table, name, other, key="id", ondelete="CASCADE"):
    return sa.ForeignKeyConstraint([name], [f"{other}.{key}"], name=op.f(f"fk_{table}_{name}"), ondelete=ondelete)


def upgrade():
    op.create_table(
        "gathering_walk",
        sa.Column("gathering_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(16), nullable=False),
        sa.Column("groups", sa.Integer(), nullable=False),
        sa.Column("made_at", Moment(), nullable=False),
        key_to("gathering_walk", "gathering_id", "gathering"),
        sa.PrimaryKeyConstraint("gathering_id", name=op.f("pk_gathering_walk")),
        sa.UniqueConstraint("code", name=op.f("uq_gathering_walk_code")),
    )
    op.create_table(
        "walker",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("gathering_id", sa.Integer(), nullable=False),
        sa.Column("key_hash", sa.String(64), nullable=False),
        sa.Column("group_number", sa.Integer()),
        key_to("walker", "gathering_id", "gathering"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_walker")),
        sa.UniqueConstraint("gathering_id", "key_hash", name=op.f("uq_walker_gathering_id_key_hash")),
    )
    notes()
    op.create_table(
        "stop_summary",
        sa.Column("stop_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Integer()),
        sa.Column("written_at", Moment(), nullable=False),
        sa.Column("published_at", Moment()),
        sa.Column("version", sa.Integer(), nullable=False),
        key_to("stop_summary", "stop_id", "gathering_stop"),
        key_to("stop_summary", "by_id", "user", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("stop_id", name=op.f("pk_stop_summary")),
    )
    op.create_index(op.f("ix_stop_summary_by_id"), "stop_summary", ["by_id"])


def notes():
    op.create_table(
        "field_note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(26), nullable=False),
        sa.Column("key", sa.String(36), nullable=False),
        sa.Column("gathering_id", sa.Integer(), nullable=False),
        sa.Column("stop_id", sa.Integer()),
        sa.Column("walker_id", sa.Integer()),
        sa.Column("group_number", sa.Integer()),
        sa.Column("kind", KINDS),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("signed", sa.String(80), nullable=False),
        sa.Column("written_at", Moment(), nullable=False),
        sa.Column("received_at", Moment(), nullable=False),
        sa.Column("taken_back_at", Moment()),
        key_to("field_note", "gathering_id", "gathering"),
        key_to("field_note", "stop_id", "gathering_stop", ondelete="SET NULL"),
        key_to("field_note", "walker_id", "walker"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_field_note")),
        sa.UniqueConstraint("public_id", name=op.f("uq_field_note_public_id")),
        sa.UniqueConstraint("key", name=op.f("uq_field_note_key")),
    )
    for name in ("gathering_id", "stop_id", "walker_id"):
        op.create_index(op.f(f"ix_field_note_{name}"), "field_note", [name])
    op.create_table(
        "field_note_photo",
        sa.Column("note_id", sa.Integer(), nullable=False),
        sa.Column("full_file", sa.String(60), nullable=False),
        sa.Column("small_file", sa.String(60), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("width", "height", "small_width", "small_height")),
        sa.Column("alt", sa.String(300), nullable=False),
        sa.Column("is_scanned", sa.Boolean(), nullable=False),
        key_to("field_note_photo", "note_id", "field_note"),
        sa.PrimaryKeyConstraint("note_id", name=op.f("pk_field_note_photo")),
    )


def downgrade():
    for table in ("stop_summary", "field_note_photo", "field_note", "walker", "gathering_walk"):
        op.drop_table(table)
