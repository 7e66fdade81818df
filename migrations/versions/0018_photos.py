"""Photos of a contribution, and the first one on its card.

Revision ID: 0018
Revises: 0017
"""

import sqlalchemy as sa
from alembic import op

from app.core.database import Moment

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def choice(name, *values):
    return sa.Enum(*values, name=name, native_enum=False, length=30)


def upgrade():
    op.create_table(
        "photo",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(26), nullable=False),
        sa.Column("contribution_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("state", choice("photostate", "waiting", "ready", "infected", "refused"), nullable=False),
        sa.Column("full_file", sa.String(60), nullable=False),
        sa.Column("small_file", sa.String(60), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("small_width", sa.Integer(), nullable=False),
        sa.Column("small_height", sa.Integer(), nullable=False),
        sa.Column("seen", choice("seen", "text", "decorative", "cannot"), nullable=True),
        sa.Column("alt", sa.String(300), nullable=False),
        sa.Column("people", choice("people", "nobody", "permission", "cover"), nullable=True),
        sa.Column("shows_place", sa.Boolean(), nullable=True),
        sa.Column("maker", choice("maker", "self", "other"), nullable=True),
        sa.Column("use", choice("use", "look", "share"), nullable=True),
        sa.Column("credit", sa.String(120), nullable=False),
        sa.Column("members_only", sa.Boolean(), nullable=False),
        sa.Column("people_covered", sa.Boolean(), nullable=False),
        sa.Column("place_covered", sa.Boolean(), nullable=False),
        sa.Column("approved_at", Moment(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("added_at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contribution_id"], ["contribution.id"], name=op.f("fk_photo_contribution_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_photo")),
        sa.UniqueConstraint("public_id", name=op.f("uq_photo_public_id")),
    )
    op.create_index(op.f("ix_photo_contribution_id"), "photo", ["contribution_id"])
    op.create_index(op.f("ix_photo_state"), "photo", ["state"])
    op.create_index(op.f("ix_photo_added_at"), "photo", ["added_at"])
    op.add_column("listing", sa.Column("photo", sa.JSON(), nullable=True))


def downgrade():
    op.drop_column("listing", "photo")
    op.drop_table("photo")
