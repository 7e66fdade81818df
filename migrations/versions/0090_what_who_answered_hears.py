"""What whoever answered a challenge hears of it afterwards.

Revision ID: 0090
Revises: 0089
"""

import sqlalchemy as sa
from alembic import op

from app.core.database import Moment

revision = "0090"
down_revision = "0089"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "answerer_telling",
        sa.Column("contribution_id", sa.Integer(), nullable=False),
        sa.Column("happening_id", sa.Integer(), nullable=False),
        sa.Column("waits_since", Moment(), nullable=False),
        sa.Column("told_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(
            ["contribution_id"],
            ["contribution.id"],
            name=op.f("fk_answerer_telling_contribution_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["happening_id"], ["happening.id"], name=op.f("fk_answerer_telling_happening_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("contribution_id", "happening_id", name=op.f("pk_answerer_telling")),
    )
    for column in ("happening_id", "told_at"):
        op.create_index(op.f(f"ix_answerer_telling_{column}"), "answerer_telling", [column])


def downgrade():
    op.drop_table("answerer_telling")
    op.execute("DELETE FROM telling WHERE happening_id IN (SELECT id FROM happening WHERE what = 'question_remains')")
    op.execute("DELETE FROM happening WHERE what = 'question_remains'")
