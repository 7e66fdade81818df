"""How a story went on, as its contributor says later; and who was asked whether it still holds.

Revision ID: 0042
Revises: 0041
"""

import sqlalchemy as sa
from alembic import op

from app.core.database import Moment

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None
SAID = ("began", "holds", "changed", "stopped")
OUTCOMES = ("succeeded", "partly", "running", "stopped", "not_applicable")


def upgrade():
    op.create_table(
        "outcome_said",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contribution_id", sa.Integer(), nullable=False),
        sa.Column("said", sa.Enum(*SAID, name="still", native_enum=False, length=30), nullable=False),
        sa.Column("outcome", sa.Enum(*OUTCOMES, name="outcome", native_enum=False, length=30), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("shown_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(
            ["contribution_id"], ["contribution.id"], name=op.f("fk_outcome_said_contribution_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outcome_said")),
    )
    op.create_index(op.f("ix_outcome_said_contribution_id"), "outcome_said", ["contribution_id"])
    op.create_table(
        "still_asked",
        sa.Column("contribution_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", Moment(), nullable=False),
        sa.Column("reminded_at", Moment(), nullable=True),
        sa.Column("answered_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(
            ["contribution_id"], ["contribution.id"], name=op.f("fk_still_asked_contribution_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("contribution_id", name=op.f("pk_still_asked")),
    )


def downgrade():
    op.drop_table("still_asked")
    op.drop_table("outcome_said")
