"""The links of a walk that were replaced are known again, as fingerprints.

Revision ID: 0093
Revises: 0092
"""

import sqlalchemy as sa
from alembic import op

revision = "0093"
down_revision = "0092"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("gathering_walk", sa.Column("earlier_hashes", sa.String(640), nullable=False, server_default=""))
    if op.get_bind().dialect.name == "postgresql":
        op.alter_column("gathering_walk", "earlier_hashes", server_default=None)


def downgrade():
    op.drop_column("gathering_walk", "earlier_hashes")
