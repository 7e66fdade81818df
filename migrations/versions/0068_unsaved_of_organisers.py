"""What organisers typed in a form and did not save.

Revision ID: 0068
Revises: 0067
"""

import sqlalchemy as sa
from alembic import op

from app.core.database import Moment

revision = "0068"
down_revision = "0067"
branch_labels = None
depends_on = None

TABLE = "gathering_unsaved"


def upgrade():
    op.create_table(
        TABLE,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("gathering_id", sa.Integer(), nullable=True),
        sa.Column("place", sa.String(60), nullable=False),
        sa.Column("typed", sa.JSON(), nullable=False),
        sa.Column("typed_at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f(f"fk_{TABLE}_user_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["gathering_id"], ["gathering.id"], name=op.f(f"fk_{TABLE}_gathering_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{TABLE}")),
        sa.UniqueConstraint("user_id", "place", name=op.f(f"uq_{TABLE}_user_id_place")),
    )
    for name in ("gathering_id", "typed_at"):
        op.create_index(op.f(f"ix_{TABLE}_{name}"), TABLE, [name])


def downgrade():
    op.drop_table(TABLE)
