"""How far the making of a file is.

Revision ID: 0038
Revises: 0037
"""

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("report_file", sa.Column("percent", sa.Integer(), nullable=True))


def downgrade():
    op.drop_column("report_file", "percent")
