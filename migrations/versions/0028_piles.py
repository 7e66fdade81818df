"""Piles that members sort, where each card lies, starred sentences, and one's own keys.

Revision ID: 0028
Revises: 0027
"""

import sqlalchemy as sa
from alembic import op

from app.core.database import Moment

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "pile",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=90), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("wanted", sa.JSON(), nullable=False),
        sa.Column("switched_off", sa.JSON(), nullable=False),
        sa.Column("fixed_at", Moment(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["made_by_id"], ["user.id"], name=op.f("fk_pile_made_by_id"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pile")),
        sa.UniqueConstraint("slug", name=op.f("uq_pile_slug")),
    )
    op.create_index(op.f("ix_pile_made_by_id"), "pile", ["made_by_id"])

    op.create_table(
        "shortcuts",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("are_on", sa.Boolean(), nullable=False),
        sa.Column("chosen", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_shortcuts_user_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_shortcuts")),
    )
    op.create_table(
        "pile_bin",
        sa.Column("pile_id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["pile_id"], ["pile.id"], name=op.f("fk_pile_bin_pile_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["question_id"], ["question.id"], name=op.f("fk_pile_bin_question_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("pile_id", "question_id", name=op.f("pk_pile_bin")),
    )
    op.create_index(op.f("ix_pile_bin_question_id"), "pile_bin", ["question_id"])

    op.create_table(
        "deed",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("pile_id", sa.Integer(), nullable=False),
        sa.Column("contribution_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.Column("undone_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_deed_by_id"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(
            ["contribution_id"], ["contribution.id"], name=op.f("fk_deed_contribution_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["pile_id"], ["pile.id"], name=op.f("fk_deed_pile_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deed")),
        sa.UniqueConstraint("key", name=op.f("uq_deed_key")),
    )
    op.create_index(op.f("ix_deed_by_id"), "deed", ["by_id"])
    op.create_index(op.f("ix_deed_contribution_id"), "deed", ["contribution_id"])
    op.create_index(op.f("ix_deed_pile_id"), "deed", ["pile_id"])

    op.create_table(
        "pile_card",
        sa.Column("pile_id", sa.Integer(), nullable=False),
        sa.Column("contribution_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("added_at", Moment(), nullable=False),
        sa.Column("taken_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["contribution_id"], ["contribution.id"], name=op.f("fk_pile_card_contribution_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["pile_id"], ["pile.id"], name=op.f("fk_pile_card_pile_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["taken_by_id"], ["user.id"], name=op.f("fk_pile_card_taken_by_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("pile_id", "contribution_id", name=op.f("pk_pile_card")),
    )
    op.create_index(op.f("ix_pile_card_contribution_id"), "pile_card", ["contribution_id"])
    op.create_index(op.f("ix_pile_card_taken_by_id"), "pile_card", ["taken_by_id"])

    op.create_table(
        "placement",
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("contribution_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contribution_id"], ["contribution.id"], name=op.f("fk_placement_contribution_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["question_id"], ["question.id"], name=op.f("fk_placement_question_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("question_id", "contribution_id", name=op.f("pk_placement")),
    )
    op.create_index(op.f("ix_placement_contribution_id"), "placement", ["contribution_id"])

    op.create_table(
        "sorted",
        sa.Column("contribution_id", sa.Integer(), nullable=False),
        sa.Column(
            "laid",
            sa.Enum("open", "questions", "one_case", "nowhere", name="laid", native_enum=False, length=30),
            nullable=False,
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", Moment(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_sorted_by_id"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(
            ["contribution_id"], ["contribution.id"], name=op.f("fk_sorted_contribution_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("contribution_id", name=op.f("pk_sorted")),
    )
    op.create_index(op.f("ix_sorted_by_id"), "sorted", ["by_id"])

    op.create_table(
        "star",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contribution_id", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(length=10), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("words_hash", sa.String(length=64), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_star_by_id"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(
            ["contribution_id"], ["contribution.id"], name=op.f("fk_star_contribution_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_star")),
    )
    op.create_index(op.f("ix_star_by_id"), "star", ["by_id"])
    op.create_index(op.f("ix_star_contribution_id"), "star", ["contribution_id"])


def downgrade():
    op.drop_table("star")
    op.drop_table("sorted")
    op.drop_table("placement")
    op.drop_table("pile_card")
    op.drop_table("deed")
    op.drop_table("pile_bin")
    op.drop_table("shortcuts")
    op.drop_table("pile")
