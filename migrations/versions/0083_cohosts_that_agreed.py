"""Whether an organisation agreed to be named as a host of a gathering. Of those of before nobody knows.

Revision ID: 0083
Revises: 0082
"""

import sqlalchemy as sa
from alembic import op

revision = "0083"
down_revision = "0082"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("gathering_cohost", sa.Column("agreed", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("gathering_cohost") as changed:
        changed.alter_column("agreed", existing_type=sa.Boolean(), server_default=None)


def downgrade():
    op.drop_column("gathering_cohost", "agreed")
