"""Since when hosts may call at a number: a look at an earlier one does not count.

Revision ID: 0070
Revises: 0069
"""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0070"
down_revision = "0069"
branch_labels = None
depends_on = None
MOMENT = sa.DateTime(timezone=True)


def upgrade():
    op.add_column("host_phone", sa.Column("given_at", MOMENT, nullable=True))
    phones = sa.table("host_phone", sa.column("given_at", MOMENT))
    op.execute(phones.update().values(given_at=datetime.now(UTC)))
    with op.batch_alter_table("host_phone") as changed:
        changed.alter_column("given_at", existing_type=MOMENT, nullable=False)


def downgrade():
    op.drop_column("host_phone", "given_at")
