"""Questions about a challenge before people answer, and what hosts were told.

Revision ID: 0061
Revises: 0060
"""

import sqlalchemy as sa
from alembic import op

from app.core.database import Moment

revision = "0061"
down_revision = "0060"
branch_labels = None
depends_on = None
COLUMNS = (("ask_until", sa.Date), ("replied_at", Moment), ("amended_at", Moment))


def upgrade():
    for name, kind in COLUMNS:
        op.add_column("challenge", sa.Column(name, kind(), nullable=True))
    op.create_table(
        "round_question",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(26), nullable=False),
        sa.Column("challenge_id", sa.Integer(), nullable=False),
        sa.Column("browser_hash", sa.String(64)),
        sa.Column("asked_by_id", sa.Integer()),
        sa.Column("text", sa.String(300), nullable=False),
        sa.Column("asked_at", Moment(), nullable=False),
        sa.Column("reply", sa.Text(), nullable=False),
        sa.Column("left_out", sa.Boolean(), nullable=False),
        sa.Column("why_left_out", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("replied_by_id", sa.Integer()),
        sa.ForeignKeyConstraint(["challenge_id"], ["challenge.id"], name=op.f("fk_round_question_challenge_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["asked_by_id"], ["user.id"], name=op.f("fk_round_question_asked_by_id"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["replied_by_id"], ["user.id"], name=op.f("fk_round_question_replied_by_id"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_round_question")),
        sa.UniqueConstraint("public_id", name=op.f("uq_round_question_public_id")),
    )
    for column in ("challenge_id", "asked_by_id", "replied_by_id"):
        op.create_index(op.f(f"ix_round_question_{column}"), "round_question", [column])
    op.create_table(
        "challenge_told",
        sa.Column("challenge_id", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(40), nullable=False),
        sa.Column("told_at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(["challenge_id"], ["challenge.id"], name=op.f("fk_challenge_told_challenge_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("challenge_id", "what", name=op.f("pk_challenge_told")),
    )


def downgrade():
    op.drop_table("challenge_told")
    op.drop_table("round_question")
    for name, _kind in COLUMNS:
        op.drop_column("challenge", name)
