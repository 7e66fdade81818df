"""Which message of the organisers went to whom: who has no account reads it on their own page.

Revision ID: 0101
Revises: 0100
"""

import sqlalchemy as sa
from alembic import op

revision = "0101"
down_revision = "0100"
branch_labels = None
depends_on = None
TABLE = "gathering_message_to"


def key(column, target):
    return sa.ForeignKeyConstraint([column], [target], name=op.f(f"fk_{TABLE}_{column}"), ondelete="CASCADE")


def upgrade():
    op.create_table(
        TABLE,
        sa.Column("registration_id", sa.Integer(), nullable=False),
        sa.Column("message_id", sa.Integer(), nullable=False),
        key("registration_id", "registration.id"),
        key("message_id", "gathering_message.id"),
        sa.PrimaryKeyConstraint("registration_id", "message_id", name=op.f(f"pk_{TABLE}")),
    )
    op.create_index(op.f(f"ix_{TABLE}_message_id"), TABLE, ["message_id"])


def downgrade():
    op.drop_table(TABLE)
