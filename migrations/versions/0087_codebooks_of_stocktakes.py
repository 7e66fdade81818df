"""The codebook by which a stocktake was frozen, once for each fingerprint.

Revision ID: 0087
Revises: 0086
"""

import sqlalchemy as sa
from alembic import op

revision = "0087"
down_revision = "0086"
branch_labels = None
depends_on = None
# The version before knows no whole texts. The digest of each stays, so that the seal holds.
UNKNOWN = (
    "DELETE FROM stocktake_words WHERE item_id IN (SELECT id FROM stocktake_item WHERE kind = 'text')",
    "UPDATE stocktake_item SET kind = 'source' WHERE kind = 'text'",
)


def upgrade():
    op.create_table(
        "frozen_codebook",
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("fingerprint", name=op.f("pk_frozen_codebook")),
    )


def downgrade():
    for statement in UNKNOWN:
        op.execute(statement)
    op.drop_table("frozen_codebook")
