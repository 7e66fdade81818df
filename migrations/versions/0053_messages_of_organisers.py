"""What organisers wrote to who comes.

Revision ID: 0053
Revises: 0052
"""

import sqlalchemy as sa
from alembic import op

from app.core.database import Moment

revision = "0053"
down_revision = "0052"
branch_labels = None
depends_on = None
TABLE = "gathering_message"


def upgrade():
    op.create_table(
        TABLE,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("gathering_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(20), nullable=False),
        sa.Column("to_whom", sa.String(40), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(100), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Integer()),
        sa.Column("sent_at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(["gathering_id"], ["gathering.id"], name=op.f("fk_gathering_message_gathering_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_gathering_message_by_id"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gathering_message")),
        sa.UniqueConstraint("gathering_id", "key", name=op.f("uq_gathering_message_gathering_id_key")),
    )
    for column in ("gathering_id", "by_id"):
        op.create_index(op.f(f"ix_gathering_message_{column}"), TABLE, [column])


def downgrade():
    op.drop_table(TABLE)
