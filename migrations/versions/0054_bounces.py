"""The language of a mail, and the addresses at which nobody reads it.

Revision ID: 0054
Revises: 0053
"""

import sqlalchemy as sa
from alembic import op

from app.core.database import Moment

revision = "0054"
down_revision = "0053"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("email", sa.Column("spoken", sa.String(2), nullable=False, server_default="nl"))
    op.create_table(
        "bounce",
        sa.Column("who", sa.String(64), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("who", name=op.f("pk_bounce")),
    )


def downgrade():
    op.drop_table("bounce")
    op.drop_column("email", "spoken")
