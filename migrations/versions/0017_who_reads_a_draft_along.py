"""Before a story is sent, somebody can read it along on a link and say yes or no.

Revision ID: 0017
Revises: 0015
"""

import sqlalchemy as sa
from alembic import op

from app.core.database import Moment

revision = "0017"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "asked_reader",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(26), nullable=False),
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(5), nullable=False),
        sa.Column("seen", sa.String(16), nullable=False),
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("reader", sa.String(100), nullable=False),
        sa.Column("asked_at", Moment(), nullable=False),
        sa.Column("expires_at", Moment(), nullable=False),
        sa.Column("agreed", sa.Boolean(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=False),
        sa.Column("answered_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(["draft_id"], ["draft.id"], name=op.f("fk_asked_reader_draft_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_asked_reader")),
        sa.UniqueConstraint("public_id", name=op.f("uq_asked_reader_public_id")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_asked_reader_token_hash")),
    )
    op.create_index(op.f("ix_asked_reader_draft_id"), "asked_reader", ["draft_id"])


def downgrade():
    op.drop_table("asked_reader")
