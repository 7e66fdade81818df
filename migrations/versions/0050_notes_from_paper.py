"""Notes of a walk that were written on paper and typed over.

Revision ID: 0050
Revises: 0047
"""

import sqlalchemy as sa
from alembic import op

from app.core.database import Moment

revision = "0050"
down_revision = "0047"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "paper_note",
        sa.Column("note_id", sa.Integer(), nullable=False),
        sa.Column("mended_at", Moment()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["note_id"], ["field_note.id"], name=op.f("fk_paper_note_note_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("note_id", name=op.f("pk_paper_note")),
    )


def downgrade():
    op.drop_table("paper_note")
