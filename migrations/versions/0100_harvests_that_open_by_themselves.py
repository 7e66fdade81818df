"""Who runs a gathering hears once that its harvest is going to open by itself.

Revision ID: 0100
Revises: 0099
"""

import sqlalchemy as sa
from alembic import op

revision = "0100"
down_revision = "0099"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("gathering", sa.Column("announced_of", sa.Date()))


def downgrade():
    op.drop_column("gathering", "announced_of")
