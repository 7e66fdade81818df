"""Frozen stocktakes: a sealed copy for each audience, whose words can be taken away without breaking the seal.

Revision ID: 0034
Revises: 0033
"""

import sqlalchemy as sa
from alembic import op

from app.core.database import Moment

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None


def audience():
    return sa.Enum("public", "members", name="audience", native_enum=False, length=30)


def upgrade():
    op.create_table(
        "stocktake",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=90), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("made_at", Moment(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.Column("pile_id", sa.Integer(), nullable=True),
        sa.Column("published_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(["made_by_id"], ["user.id"], name=op.f("fk_stocktake_made_by_id"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["pile_id"], ["pile.id"], name=op.f("fk_stocktake_pile_id"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stocktake")),
        sa.UniqueConstraint("slug", name=op.f("uq_stocktake_slug")),
    )
    op.create_index(op.f("ix_stocktake_made_by_id"), "stocktake", ["made_by_id"])
    op.create_index(op.f("ix_stocktake_pile_id"), "stocktake", ["pile_id"])

    op.create_table(
        "stocktake_edition",
        sa.Column("stocktake_id", sa.Integer(), nullable=False),
        sa.Column("audience", audience(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("vocabulary", sa.String(length=64), nullable=False),
        sa.Column("root", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["stocktake_id"], ["stocktake.id"], name=op.f("fk_stocktake_edition_stocktake_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("stocktake_id", "audience", name=op.f("pk_stocktake_edition")),
    )
    op.create_table(
        "stocktake_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("stocktake_id", sa.Integer(), nullable=False),
        sa.Column("audience", audience(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("contribution", "question", "quote", name="itemkind", native_enum=False, length=30),
            nullable=False,
        ),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["stocktake_id"], ["stocktake.id"], name=op.f("fk_stocktake_item_stocktake_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stocktake_item")),
    )
    op.create_index(op.f("ix_stocktake_item_stocktake_id_stocktake_item_audience"), "stocktake_item", ["stocktake_id", "audience"])

    op.create_table(
        "stocktake_words",
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("contribution_id", sa.Integer(), nullable=True),
        sa.Column("question_id", sa.Integer(), nullable=True),
        sa.Column("salt", sa.String(length=32), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contribution_id"], ["contribution.id"], name=op.f("fk_stocktake_words_contribution_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["item_id"], ["stocktake_item.id"], name=op.f("fk_stocktake_words_item_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["question_id"], ["question.id"], name=op.f("fk_stocktake_words_question_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("item_id", name=op.f("pk_stocktake_words")),
    )
    op.create_index(op.f("ix_stocktake_words_contribution_id"), "stocktake_words", ["contribution_id"])
    op.create_index(op.f("ix_stocktake_words_question_id"), "stocktake_words", ["question_id"])


def downgrade():
    for table in ("stocktake_words", "stocktake_item", "stocktake_edition", "stocktake"):
        op.drop_table(table)
