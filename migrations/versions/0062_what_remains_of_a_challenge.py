"""What remains of a challenge, and the question that members made of it.

Revision ID: 0062
Revises: 0061
"""

import sqlalchemy as sa
from alembic import op

revision = "0062"
down_revision = "0061"
branch_labels = None
depends_on = None
TABLE = "question_from_challenge"


def upgrade():
    op.add_column("challenge", sa.Column("remaining_question", sa.String(250), nullable=False, server_default=""))
    with op.batch_alter_table("challenge") as changed:
        changed.alter_column("remaining_question", existing_type=sa.String(250), server_default=None)
    op.create_table(
        TABLE,
        sa.Column("challenge_id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["challenge_id"], ["challenge.id"], name=op.f(f"fk_{TABLE}_challenge_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["question_id"], ["question.id"], name=op.f(f"fk_{TABLE}_question_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("challenge_id", name=op.f(f"pk_{TABLE}")),
    )
    op.create_index(op.f(f"ix_{TABLE}_question_id"), TABLE, ["question_id"])


def downgrade():
    op.drop_table(TABLE)
    op.drop_column("challenge", "remaining_question")
