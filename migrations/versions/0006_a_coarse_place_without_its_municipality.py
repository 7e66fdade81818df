"""The coarse place of a story that came without its municipality; partners of the deal that were chosen by hand.

Revision ID: 0006
Revises: 0005
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


# Not in a batch: on SQLite that makes the table anew, and what refers to a contribution would go with the old one.
def upgrade():
    op.add_column("contribution", sa.Column("coarse_size", sa.String(20), nullable=True))
    op.add_column("contribution", sa.Column("coarse_part", sa.String(20), nullable=True))
    op.add_column(
        "organisation", sa.Column("partner_by_hand", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    if op.get_bind().dialect.name == "postgresql":
        op.alter_column("organisation", "partner_by_hand", server_default=None)


def downgrade():
    op.drop_column("organisation", "partner_by_hand")
    op.drop_column("contribution", "coarse_part")
    op.drop_column("contribution", "coarse_size")
