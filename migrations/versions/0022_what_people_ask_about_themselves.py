"""What people ask about themselves, who judges it, what is out of view meanwhile; and what was deleted.

Revision ID: 0022
Revises: 0021
"""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade():
    op.create_table(
        "appeal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(26), nullable=False),
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("kind", sa.String(30), nullable=False),
        sa.Column("part", sa.String(30), nullable=False),
        sa.Column("wish", sa.String(30), nullable=True),
        sa.Column("contribution_id", sa.Integer(), nullable=True),
        sa.Column("challenge_id", sa.Integer(), nullable=True),
        sa.Column("question_id", sa.Integer(), nullable=True),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("by_contributor", sa.Boolean(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("who", sa.String(200), nullable=False),
        sa.Column("email", sa.String(600), nullable=False),
        sa.Column("language", sa.String(5), nullable=False),
        sa.Column("places", sa.Text(), nullable=False),
        sa.Column("received_at", MOMENT, nullable=False),
        sa.Column("hide_by", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("held_at", MOMENT, nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("decision", sa.String(30), nullable=True),
        sa.Column("decided_at", MOMENT, nullable=True),
        sa.Column("reminded_on", sa.Date(), nullable=True),
        sa.Column("delete_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["challenge_id"], ["challenge.id"], name=op.f("fk_appeal_challenge_id"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["contribution_id"], ["contribution.id"], name=op.f("fk_appeal_contribution_id"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["question_id"], ["question.id"], name=op.f("fk_appeal_question_id"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_appeal_user_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appeal")),
        sa.UniqueConstraint("public_id", name=op.f("uq_appeal_public_id")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_appeal_token_hash")),
    )
    op.create_index(op.f("ix_appeal_contribution_id"), "appeal", ["contribution_id"])
    op.create_index(op.f("ix_appeal_user_id"), "appeal", ["user_id"])
    op.create_index(op.f("ix_appeal_decided_at_appeal_due_on"), "appeal", ["decided_at", "due_on"])
    op.create_table(
        "appeal_judge",
        sa.Column("appeal_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["appeal_id"], ["appeal.id"], name=op.f("fk_appeal_judge_appeal_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_appeal_judge_user_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("appeal_id", "user_id", name=op.f("pk_appeal_judge")),
    )
    op.create_index(op.f("ix_appeal_judge_user_id"), "appeal_judge", ["user_id"])
    op.create_table(
        "appeal_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("appeal_id", sa.Integer(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("what", sa.String(20), nullable=False),
        sa.Column("by_role", sa.String(20), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["appeal_id"], ["appeal.id"], name=op.f("fk_appeal_step_appeal_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_appeal_step_by_id"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appeal_step")),
    )
    op.create_index(op.f("ix_appeal_step_appeal_id"), "appeal_step", ["appeal_id"])
    op.create_table(
        "destruction",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("kind", sa.String(60), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("rule", sa.String(60), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_destruction")),
    )
    op.create_index(op.f("ix_destruction_at"), "destruction", ["at"])
    for table in ("challenge", "question"):
        op.add_column(table, sa.Column("held_at", MOMENT, nullable=True))


def downgrade():
    for table in ("question", "challenge"):
        op.drop_column(table, "held_at")
    for table in ("destruction", "appeal_step", "appeal_judge", "appeal"):
        op.drop_table(table)
