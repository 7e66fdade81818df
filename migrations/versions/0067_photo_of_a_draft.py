"""A photo that comes along with a draft.

Revision ID: 0067
Revises: 0066
"""

import sqlalchemy as sa
from alembic import op

revision = "0067"
down_revision = "0066"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "draft_photo",
        sa.Column("draft_id", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.String(60), nullable=False) for name in ("full_file", "small_file")),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("width", "height", "small_width", "small_height")),
        sa.Column("alt", sa.String(300), nullable=False),
        sa.Column("is_scanned", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["draft_id"], ["draft.id"], name=op.f("fk_draft_photo_draft_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("draft_id", name=op.f("pk_draft_photo")),
    )


def downgrade():
    op.drop_table("draft_photo")
