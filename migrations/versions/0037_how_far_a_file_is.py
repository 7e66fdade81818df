"""How far the making of a file is.

Revision ID: 0037
Revises: 0036
"""

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("report_file", sa.Column("percent", sa.Integer(), nullable=True))


def downgrade():
    op.drop_column("report_file", "percent")
