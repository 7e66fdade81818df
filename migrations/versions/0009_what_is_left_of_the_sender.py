"""Whether a partner of the deal sent a text without a name: all that is left of its sender.

Revision ID: 0009
Revises: 0008
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("contribution", sa.Column("from_partner", sa.Boolean(), nullable=True))


def downgrade():
    op.drop_column("contribution", "from_partner")
