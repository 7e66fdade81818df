"""Own words of contributors, beside the terms that could be tapped.

Revision ID: 0040
Revises: 0039
"""

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None
DIMENSIONS = ("theme", "phase", "barrier", "lever", "scale", "role", "organisation_kind", "question_kind", "route")


def upgrade():
    op.create_table(
        "own_words",
        sa.Column("contribution_id", sa.Integer(), nullable=False),
        sa.Column("dimension", sa.Enum(*DIMENSIONS, name="dimension", native_enum=False, length=30), nullable=False),
        sa.Column("words", sa.String(length=120), nullable=False),
        sa.ForeignKeyConstraint(
            ["contribution_id"], ["contribution.id"], name=op.f("fk_own_words_contribution_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("contribution_id", "dimension", name=op.f("pk_own_words")),
    )


def downgrade():
    op.drop_table("own_words")
