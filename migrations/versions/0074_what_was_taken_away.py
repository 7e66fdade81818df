"""What was taken away from a question, to put it back: a quote, or a statement with its quotes.

Revision ID: 0074
Revises: 0073
"""

import sqlalchemy as sa
from alembic import op

from app.core.database import Moment

revision = "0074"
down_revision = "0073"
branch_labels = None
depends_on = None
STANCES = ("supports", "contradicts", "nuances")


def key(table, column, target, ondelete="CASCADE"):
    name = op.f(f"fk_{table}_{column}")
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=name, ondelete=ondelete)


def index(table, *columns):
    for column in columns:
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])


def upgrade():
    op.create_table(
        "removal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("change_id", sa.Integer(), nullable=False),
        sa.Column("statement_id", sa.Integer(), nullable=True),
        sa.Column("within_id", sa.Integer(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("undone_at", Moment(), nullable=True),
        key("removal", "change_id", "question_change"),
        key("removal", "statement_id", "statement", "SET NULL"),
        key("removal", "within_id", "removal", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_removal")),
        sa.UniqueConstraint("change_id", name=op.f("uq_removal_change_id")),
    )
    index("removal", "statement_id", "within_id")
    op.create_table(
        "removed_quote",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("removal_id", sa.Integer(), nullable=False),
        sa.Column("contribution_id", sa.Integer(), nullable=False),
        sa.Column("stance", sa.Enum(*STANCES, name="stance", native_enum=False, length=30), nullable=False),
        sa.Column("field", sa.String(length=10), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("words_hash", sa.String(length=64), nullable=False),
        sa.Column("added_by_id", sa.Integer(), nullable=True),
        sa.Column("added_at", Moment(), nullable=False),
        key("removed_quote", "removal_id", "removal"),
        key("removed_quote", "contribution_id", "contribution"),
        key("removed_quote", "added_by_id", "user", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_removed_quote")),
    )
    index("removed_quote", "removal_id", "contribution_id", "added_by_id")


def downgrade():
    op.drop_table("removed_quote")
    op.drop_table("removal")
