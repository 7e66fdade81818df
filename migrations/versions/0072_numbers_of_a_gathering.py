"""How much was noted at a gathering, once it is deleted; and where who walked in gets the link to the harvest.

Revision ID: 0072
Revises: 0071
"""

import sqlalchemy as sa
from alembic import op

revision = "0072"
down_revision = "0071"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("gathering", sa.Column("noted", sa.Integer(), nullable=True))
    op.add_column("gathering", sa.Column("cards_written", sa.Integer(), nullable=True))
    op.add_column("gathering_arrival", sa.Column("harvest_to", sa.String(length=254), nullable=False, server_default=""))
    with op.batch_alter_table("gathering_arrival") as changed:
        changed.alter_column("harvest_to", existing_type=sa.String(length=254), server_default=None)


def downgrade():
    op.drop_column("gathering_arrival", "harvest_to")
    op.drop_column("gathering", "cards_written")
    op.drop_column("gathering", "noted")
