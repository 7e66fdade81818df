"""Checks of a pile: cards laid once more without seeing where they lie, and what is decided about differences.

Revision ID: 0035
Revises: 0034
"""

import sqlalchemy as sa
from alembic import op

from app.core.database import Moment

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None


def key(table, column, target, ondelete="CASCADE"):
    name = op.f(f"fk_{table}_{column}")
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=name, ondelete=ondelete)


def index(table, *columns):
    for column in columns:
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])


def upgrade():
    op.create_table(
        "check_draw",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pile_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=True),
        sa.Column(
            "kind", sa.Enum("again", "second", name="checkkind", native_enum=False, length=30), nullable=False
        ),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("seed", sa.String(length=26), nullable=False),
        sa.Column("offered", sa.JSON(), nullable=False),
        sa.Column("drawn_at", Moment(), nullable=False),
        key("check_draw", "pile_id", "pile"),
        key("check_draw", "member_id", "user", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_check_draw")),
        sa.UniqueConstraint("pile_id", "member_id", "kind", "number", name=op.f("uq_check_draw_pile_id_member_id_kind_number")),
    )
    index("check_draw", "pile_id", "member_id")
    op.create_table(
        "check_card",
        sa.Column("check_id", sa.Integer(), nullable=False),
        sa.Column("contribution_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("before_by_id", sa.Integer(), nullable=True),
        sa.Column("again", sa.JSON(), nullable=False),
        sa.Column("at", Moment(), nullable=True),
        key("check_card", "check_id", "check_draw"),
        key("check_card", "contribution_id", "contribution"),
        key("check_card", "before_by_id", "user", "SET NULL"),
        sa.PrimaryKeyConstraint("check_id", "contribution_id", name=op.f("pk_check_card")),
    )
    index("check_card", "contribution_id", "before_by_id")
    op.create_table(
        "check_note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pile_id", sa.Integer(), nullable=False),
        sa.Column("contribution_id", sa.Integer(), nullable=False),
        sa.Column(
            "laid",
            sa.Enum("open", "questions", "one_case", "nowhere", name="laid", native_enum=False, length=30),
            nullable=False,
        ),
        sa.Column("questions", sa.JSON(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", Moment(), nullable=False),
        key("check_note", "pile_id", "pile"),
        key("check_note", "contribution_id", "contribution"),
        key("check_note", "by_id", "user", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_check_note")),
    )
    index("check_note", "pile_id", "contribution_id", "by_id")


def downgrade():
    for table in ("check_note", "check_card", "check_draw"):
        op.drop_table(table)
