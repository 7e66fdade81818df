"""A contributor may ask: use my story, but do not quote it.

Revision ID: 0019
Revises: 0018
"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


# Not in a batch: on SQLite that makes the table anew, and what refers to a contribution would go with the old one.
def upgrade():
    op.add_column("contribution", sa.Column("not_quoted", sa.Boolean(), nullable=False, server_default=sa.false()))
    if op.get_bind().dialect.name == "postgresql":
        op.alter_column("contribution", "not_quoted", server_default=None)


def downgrade():
    op.drop_column("contribution", "not_quoted")
