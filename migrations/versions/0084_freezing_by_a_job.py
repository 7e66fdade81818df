"""That somebody asked to freeze a pile: a job does it.

Revision ID: 0084
Revises: 0083
"""

import sqlalchemy as sa
from alembic import op

from app.core.database import Moment

revision = "0084"
down_revision = "0083"
branch_labels = None
depends_on = None
STATES = ("asked", "making", "ready", "failed", "void")


def key(column, target):
    name = op.f(f"fk_freezing_{column}")
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=name, ondelete="CASCADE")


def upgrade():
    op.create_table(
        "freezing",
        sa.Column("pile_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", Moment(), nullable=False),
        sa.Column("state", sa.Enum(*STATES, name="reportstate", native_enum=False, length=30), nullable=False),
        sa.Column("percent", sa.Integer(), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        key("pile_id", "pile"),
        key("asked_by_id", "user"),
        sa.PrimaryKeyConstraint("pile_id", name=op.f("pk_freezing")),
    )
    op.create_index(op.f("ix_freezing_asked_by_id"), "freezing", ["asked_by_id"])


def downgrade():
    op.drop_table("freezing")
