"""A photo is found fit by two readers; who did so first is kept until the second one has.

Revision ID: 0024
Revises: 0023
"""

import sqlalchemy as sa
from alembic import op

from app.core.database import Moment

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "found_fit",
        sa.Column("photo_id", sa.Integer(), nullable=False),
        sa.Column("reader_id", sa.Integer(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(["photo_id"], ["photo.id"], name=op.f("fk_found_fit_photo_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["reader_id"], ["user.id"], name=op.f("fk_found_fit_reader_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("photo_id", "reader_id", name=op.f("pk_found_fit")),
    )
    op.create_index(op.f("ix_found_fit_reader_id"), "found_fit", ["reader_id"])


def downgrade():
    op.drop_table("found_fit")
