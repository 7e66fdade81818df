"""Whether an account gets news about what it shared by mail, too.

Revision ID: 0081
Revises: 0080
"""

import sqlalchemy as sa
from alembic import op

revision = "0081"
down_revision = "0080"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("user", sa.Column("mails_news", sa.Boolean(), nullable=False, server_default=sa.true()))


def downgrade():
    op.drop_column("user", "mails_news")
