"""Questions that went up in another one, with what moved along.

Revision ID: 0032
Revises: 0031
"""

import sqlalchemy as sa
from alembic import op

from app.core.database import Moment

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "question_merge",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("into_id", sa.Integer(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("moved", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["question_id"], ["question.id"], name=op.f("fk_question_merge_question_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["into_id"], ["question.id"], name=op.f("fk_question_merge_into_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question_merge")),
        sa.UniqueConstraint("question_id", name=op.f("uq_question_merge_question_id")),
    )
    op.create_index(op.f("ix_question_merge_into_id"), "question_merge", ["into_id"])


def downgrade():
    op.drop_table("question_merge")
