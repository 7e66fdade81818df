"""An index of the mail that waits alone, in the order in which it leaves.

Revision ID: 0091
Revises: 0090
"""

import sqlalchemy as sa
from alembic import op

revision = "0091"
down_revision = "0090"
branch_labels = None
depends_on = None

WAITS = sa.text("sent_at IS NULL AND failed_at IS NULL")


def upgrade():
    columns = ["haste", "due_at", "id"]
    op.create_index("ix_email_that_waits", "email", columns, sqlite_where=WAITS, postgresql_where=WAITS)
    op.drop_index(op.f("ix_email_sent_at_email_due_at"), "email")


def downgrade():
    op.create_index(op.f("ix_email_sent_at_email_due_at"), "email", ["sent_at", "due_at"])
    op.drop_index("ix_email_that_waits", "email")
