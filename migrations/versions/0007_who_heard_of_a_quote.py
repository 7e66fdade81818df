"""Contributors hear once per question that they are quoted; what was told is kept.

Revision ID: 0007
Revises: 0006
"""

import sqlalchemy as sa
from alembic import op

from app.core.database import Moment

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "question_news",
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("contribution_id", sa.Integer(), nullable=False),
        sa.Column("told_at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contribution_id"],
            ["contribution.id"],
            name=op.f("fk_question_news_contribution_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["question_id"], ["question.id"], name=op.f("fk_question_news_question_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("question_id", "contribution_id", name=op.f("pk_question_news")),
    )
    with op.batch_alter_table("question_news") as question_news:
        question_news.create_index(op.f("ix_question_news_contribution_id"), ["contribution_id"])


def downgrade():
    op.drop_table("question_news")
