"""A place can be left out altogether, also where the text is shown.

Revision ID: 0010
Revises: 0009
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


# Not in a batch: on SQLite that makes the table anew, and what refers to a contribution would go with the old one.
def upgrade():
    op.add_column("contribution", sa.Column("hides_place", sa.Boolean(), nullable=False, server_default=sa.false()))
    if op.get_bind().dialect.name == "postgresql":
        op.alter_column("contribution", "hides_place", server_default=None)


def downgrade():
    op.drop_column("contribution", "hides_place")
