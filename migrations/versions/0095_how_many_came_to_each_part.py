"""How many of those who had a place in a part were there is kept when their names are erased.

Revision ID: 0095
Revises: 0094
"""

import sqlalchemy as sa
from alembic import op

revision = "0095"
down_revision = "0094"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("gathering_places_taken", sa.Column("came", sa.Integer(), nullable=True))


def downgrade():
    op.drop_column("gathering_places_taken", "came")
