"""From when people can ask something about a challenge, before they answer.

Revision ID: 0079
Revises: 0078
"""

import sqlalchemy as sa
from alembic import op

revision = "0079"
down_revision = "0078"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("challenge") as batch:
        batch.add_column(sa.Column("ask_from", sa.Date(), nullable=True))


def downgrade():
    with op.batch_alter_table("challenge") as batch:
        batch.drop_column("ask_from")
