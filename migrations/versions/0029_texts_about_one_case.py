"""Texts that members put together because they tell the same case, and what was judged not to.

Revision ID: 0029
Revises: 0028
"""

import sqlalchemy as sa
from alembic import op

from app.core.database import Moment

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def key(table, column, other, on_delete="CASCADE"):
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}"), ondelete=on_delete)


def index(table, *columns):
    for column in columns:
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])


# Not in a batch: on SQLite that makes the table anew.
def upgrade():
    op.add_column("listing", sa.Column("case_key", sa.Integer(), nullable=True))
    op.create_index(op.f("ix_listing_audience_listing_case_key"), "listing", ["audience", "case_key"])
    op.create_table(
        "told_case",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(26), nullable=False),
        sa.Column("begun_at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_told_case")),
        sa.UniqueConstraint("public_id", name=op.f("uq_told_case_public_id")),
    )
    op.create_table(
        "case_voice",
        sa.Column("contribution_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("is_primary", sa.Boolean(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", Moment(), nullable=False),
        key("case_voice", "contribution_id", "contribution"),
        key("case_voice", "case_id", "told_case"),
        key("case_voice", "by_id", "user", "SET NULL"),
        sa.PrimaryKeyConstraint("contribution_id", name=op.f("pk_case_voice")),
    )
    index("case_voice", "case_id", "by_id")
    op.create_table(
        "not_the_same",
        sa.Column("one_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", Moment(), nullable=False),
        key("not_the_same", "one_id", "contribution"),
        key("not_the_same", "other_id", "contribution"),
        key("not_the_same", "by_id", "user", "SET NULL"),
        sa.PrimaryKeyConstraint("one_id", "other_id", name=op.f("pk_not_the_same")),
    )
    index("not_the_same", "other_id", "by_id")
    make_deeds()


def make_deeds():
    kinds = ("together", "not_the_same", "taken_out", "taken_apart", "other_primary")
    op.create_table(
        "case_deed",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("what", sa.Enum(*kinds, name="casedeedkind", native_enum=False, length=30), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("undone_at", Moment(), nullable=True),
        sa.Column("one_id", sa.Integer(), nullable=True),
        sa.Column("other_id", sa.Integer(), nullable=True),
        key("case_deed", "by_id", "user"),
        key("case_deed", "one_id", "contribution"),
        key("case_deed", "other_id", "contribution"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_deed")),
    )
    index("case_deed", "by_id", "at", "one_id", "other_id")
    op.create_table(
        "case_move",
        sa.Column("deed_id", sa.Integer(), nullable=False),
        sa.Column("contribution_id", sa.Integer(), nullable=False),
        sa.Column("from_case_id", sa.Integer(), nullable=True),
        sa.Column("was_primary", sa.Boolean(), nullable=False),
        sa.Column("to_case_id", sa.Integer(), nullable=True),
        sa.Column("is_primary", sa.Boolean(), nullable=False),
        key("case_move", "deed_id", "case_deed"),
        key("case_move", "contribution_id", "contribution"),
        key("case_move", "from_case_id", "told_case"),
        key("case_move", "to_case_id", "told_case"),
        sa.PrimaryKeyConstraint("deed_id", "contribution_id", name=op.f("pk_case_move")),
    )
    index("case_move", "contribution_id", "from_case_id", "to_case_id")


def downgrade():
    for table in ("case_move", "case_deed", "not_the_same", "case_voice", "told_case"):
        op.drop_table(table)
    op.drop_index(op.f("ix_listing_audience_listing_case_key"), "listing")
    op.drop_column("listing", "case_key")
