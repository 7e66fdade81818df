"""A telephone number at which the hosts of a challenge may call whoever answered it.

Revision ID: 0060
Revises: 0059
"""

import sqlalchemy as sa
from alembic import op

revision = "0060"
down_revision = "0059"
branch_labels = None
depends_on = None
TABLE = "host_phone"


def upgrade():
    op.create_table(
        TABLE,
        sa.Column("contribution_id", sa.Integer(), nullable=False),
        sa.Column("phone", sa.String(600), nullable=False),
        sa.ForeignKeyConstraint(
            ["contribution_id"], ["contribution.id"], name=op.f("fk_host_phone_contribution_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("contribution_id", name=op.f("pk_host_phone")),
    )


def downgrade():
    op.drop_table(TABLE)
