"""What members found of the gaps of the balance.

Revision ID: 0025
Revises: 0024
"""

import sqlalchemy as sa
from alembic import op

from app.core.database import Moment

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

SIDE = ["first_name", "first_word", "second_name", "second_word"]


def upgrade():
    op.create_table(
        "gap",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("first_name", sa.String(length=20), nullable=False),
        sa.Column("first_word", sa.String(length=100), nullable=False),
        sa.Column("second_name", sa.String(length=20), nullable=False),
        sa.Column("second_word", sa.String(length=100), nullable=False),
        sa.Column("changed_at", Moment(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gap")),
        sa.UniqueConstraint(*SIDE, name=op.f("uq_gap_first_name_first_word_second_name_second_word")),
    )
    verdicts = sa.Enum("real", "not_applicable", "asked", name="verdict", native_enum=False, length=30)
    op.create_table(
        "gap_judgement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("gap_id", sa.Integer(), nullable=False),
        sa.Column("verdict", verdicts, nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(["gap_id"], ["gap.id"], name=op.f("fk_gap_judgement_gap_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_gap_judgement_by_id"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gap_judgement")),
    )
    op.create_index(op.f("ix_gap_judgement_gap_id"), "gap_judgement", ["gap_id"])
    op.create_index(op.f("ix_gap_judgement_by_id"), "gap_judgement", ["by_id"])


def downgrade():
    op.drop_table("gap_judgement")
    op.drop_table("gap")
