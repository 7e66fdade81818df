"""Changes of terms, and what went along with them.

Revision ID: 0038
Revises: 0037
"""

import sqlalchemy as sa
from alembic import op

from app.core.database import Moment

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None
DIMENSIONS = ("theme", "phase", "barrier", "lever", "scale", "role", "organisation_kind", "question_kind", "route")
DEEDS = ("add", "rename", "move", "merge", "split", "retire")
STATES = ("planned", "done", "called_off", "undone", "failed")
PROVENANCES = ("contributor", "suggestion", "reviewer", "member", "import")


def upgrade():
    op.add_column("term", sa.Column("since", sa.Date(), nullable=True))
    op.add_column("term", sa.Column("until", sa.Date(), nullable=True))
    op.add_column("term", sa.Column("split_into", sa.JSON(), nullable=False, server_default="[]"))
    op.add_column("term", sa.Column("by_hand", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("term", sa.Column("version", sa.Integer(), nullable=False, server_default="1"))
    op.create_table(
        "term_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("deed", sa.Enum(*DEEDS, name="deed", native_enum=False, length=30), nullable=False),
        sa.Column("dimension", sa.Enum(*DIMENSIONS, name="dimension", native_enum=False, length=30), nullable=False),
        sa.Column("term_id", sa.Integer(), nullable=True),
        sa.Column("wish", sa.JSON(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("state", sa.Enum(*STATES, name="state", native_enum=False, length=30), nullable=False),
        sa.Column("fault", sa.Text(), nullable=False),
        sa.Column("asked_at", Moment(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("done_at", Moment(), nullable=True),
        sa.Column("ended_at", Moment(), nullable=True),
        sa.Column("ended_by_id", sa.Integer(), nullable=True),
        sa.Column("was", sa.JSON(), nullable=False),
        sa.Column("now", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["term_id"], ["term.id"], name=op.f("fk_term_change_term_id")),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_term_change_by_id"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(
            ["ended_by_id"], ["user.id"], name=op.f("fk_term_change_ended_by_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_term_change")),
    )
    for column in ("term_id", "state", "by_id", "ended_by_id"):
        op.create_index(op.f(f"ix_term_change_{column}"), "term_change", [column])
    op.create_table(
        "retag",
        sa.Column("change_id", sa.Integer(), nullable=False),
        sa.Column("contribution_id", sa.Integer(), nullable=False),
        sa.Column("provenance", sa.Enum(*PROVENANCES, name="provenance", native_enum=False, length=30), nullable=False),
        sa.Column("came", sa.JSON(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["change_id"], ["term_change.id"], name=op.f("fk_retag_change_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["contribution_id"], ["contribution.id"], name=op.f("fk_retag_contribution_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_retag_by_id"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("change_id", "contribution_id", name=op.f("pk_retag")),
    )
    for column in ("contribution_id", "by_id"):
        op.create_index(op.f(f"ix_retag_{column}"), "retag", [column])
    op.create_table(
        "challenge_retag",
        sa.Column("change_id", sa.Integer(), nullable=False),
        sa.Column("challenge_id", sa.Integer(), nullable=False),
        sa.Column("came", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["change_id"], ["term_change.id"], name=op.f("fk_challenge_retag_change_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["challenge_id"], ["challenge.id"], name=op.f("fk_challenge_retag_challenge_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("change_id", "challenge_id", name=op.f("pk_challenge_retag")),
    )
    op.create_index(op.f("ix_challenge_retag_challenge_id"), "challenge_retag", ["challenge_id"])


def downgrade():
    op.drop_table("challenge_retag")
    op.drop_table("retag")
    op.drop_table("term_change")
    for column in ("version", "by_hand", "split_into", "until", "since"):
        op.drop_column("term", column)
