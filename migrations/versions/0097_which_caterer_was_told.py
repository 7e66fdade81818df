"""To which address the caterer was told, and for which day, hour and place: whoever was told hears when that changes.

Revision ID: 0097
Revises: 0096
"""

import sqlalchemy as sa
from alembic import op

revision = "0097"
down_revision = "0096"
branch_labels = None
depends_on = None

TOLD = """
UPDATE gathering_catering SET told_to = gathering.caterer_email FROM gathering
WHERE gathering.id = gathering_catering.gathering_id AND gathering.status = 'published'
"""


def upgrade():
    op.add_column("gathering_catering", sa.Column("told_to", sa.String(254), nullable=False, server_default=""))
    op.add_column("gathering_catering", sa.Column("meal", sa.JSON(), nullable=True))
    if op.get_bind().dialect.name != "sqlite":
        op.alter_column("gathering_catering", "told_to", server_default=None)
    op.execute(TOLD)  # of one that was cancelled before, the organisers told the caterer by themselves


def downgrade():
    op.drop_column("gathering_catering", "meal")
    op.drop_column("gathering_catering", "told_to")
