"""What contributors are still to hear of the questions that use their texts, and who had the mail of the day.

Revision ID: 0041
Revises: 0040
"""

import sqlalchemy as sa
from alembic import op

from app.core.database import Moment

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None
NEWS = ("used", "owner", "answered", "decided", "closed", "merged", "split", "taken_back")


def upgrade():
    op.create_table(
        "waiting_news",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("contribution_id", sa.Integer(), nullable=False),
        sa.Column("what", sa.Enum(*NEWS, name="news", native_enum=False, length=30), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contribution_id"], ["contribution.id"], name=op.f("fk_waiting_news_contribution_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["question_id"], ["question.id"], name=op.f("fk_waiting_news_question_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_waiting_news")),
        sa.UniqueConstraint(
            "question_id", "contribution_id", "what", name=op.f("uq_waiting_news_question_id_contribution_id_what")
        ),
    )
    op.create_index(op.f("ix_waiting_news_contribution_id"), "waiting_news", ["contribution_id"])
    op.create_table(
        "told_today",
        sa.Column("who", sa.String(length=64), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("who", name=op.f("pk_told_today")),
    )


def downgrade():
    op.drop_table("told_today")
    op.drop_table("waiting_news")
