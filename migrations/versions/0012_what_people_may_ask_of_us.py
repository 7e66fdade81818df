"""What people may ask of us: keep it for a Woo request, give me my data, change my address, remove my account.

Revision ID: 0012
Revises: 0011
"""

import sqlalchemy as sa
from alembic import op

from app.core.database import Moment

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "freeze",
        sa.Column("contribution_id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(80), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("frozen_at", Moment(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["contribution_id"], ["contribution.id"], name=op.f("fk_freeze_contribution_id")),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_freeze_by_id"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("contribution_id", "reference", name=op.f("pk_freeze")),
    )
    op.create_index(op.f("ix_freeze_reference"), "freeze", ["reference"])
    op.create_table(
        "export",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.Enum("asked", "ready", "failed", name="exportstate", native_enum=False, length=30), nullable=False),
        sa.Column("file_name", sa.String(40), nullable=False),
        sa.Column("asked_at", Moment(), nullable=False),
        sa.Column("expires_at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_export_user_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_export")),
        sa.UniqueConstraint("user_id", name=op.f("uq_export_user_id")),
    )
    op.create_table(
        "erasure",
        sa.Column("who", sa.String(64), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("kept", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("who", name=op.f("pk_erasure")),
    )
    op.create_table(
        "address_change",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(254), nullable=False),
        sa.Column("old_token_hash", sa.String(64), nullable=False),
        sa.Column("new_token_hash", sa.String(64), nullable=False),
        sa.Column("old_confirmed_at", Moment(), nullable=True),
        sa.Column("new_confirmed_at", Moment(), nullable=True),
        sa.Column("expires_at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_address_change_user_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_address_change")),
        sa.UniqueConstraint("old_token_hash", name=op.f("uq_address_change_old_token_hash")),
        sa.UniqueConstraint("new_token_hash", name=op.f("uq_address_change_new_token_hash")),
    )


def downgrade():
    op.drop_table("address_change")
    op.drop_table("erasure")
    op.drop_table("export")
    op.drop_table("freeze")
