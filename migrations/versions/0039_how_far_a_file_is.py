"""How far the making of a file is.

Revision ID: 0039
Revises: 0038
"""

import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("report_file", sa.Column("percent", sa.Integer(), nullable=True))


def downgrade():
    op.drop_column("report_file", "percent")
