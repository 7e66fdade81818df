"""That somebody typed a story over for whoever told it.

Revision ID: 0064
Revises: 0063
"""

import sqlalchemy as sa
from alembic import op

revision = "0064"
down_revision = "0063"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "on_behalf",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("draft_id", sa.Integer(), nullable=True),
        sa.Column("contribution_id", sa.Integer(), nullable=True),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("came_by", sa.Enum("phone", "paper", "in_person", name="cameby", native_enum=False, length=30), nullable=False),
        sa.Column("agreed_on", sa.Date(), nullable=False),
        sa.Column("former_hash", sa.String(64), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_on_behalf_by_id"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["contribution_id"], ["contribution.id"], name=op.f("fk_on_behalf_contribution_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["draft_id"], ["draft.id"], name=op.f("fk_on_behalf_draft_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_on_behalf")),
        sa.UniqueConstraint("contribution_id", name=op.f("uq_on_behalf_contribution_id")),
        sa.UniqueConstraint("draft_id", name=op.f("uq_on_behalf_draft_id")),
        sa.UniqueConstraint("former_hash", name=op.f("uq_on_behalf_former_hash")),
    )
    op.create_index(op.f("ix_on_behalf_by_id"), "on_behalf", ["by_id"])


def downgrade():
    op.drop_table("on_behalf")
