"""Which draft somebody began with the experience that they brought to a gathering.

Revision ID: 0046
Revises: 0045
"""

import sqlalchemy as sa
from alembic import op

from app.core.sealing import Sealed

revision = "0046"
down_revision = "0045"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "gathering_draft",
        sa.Column("registration_id", sa.Integer(), nullable=False),
        sa.Column("draft", Sealed(200), nullable=False),
        sa.ForeignKeyConstraint(
            ["registration_id"], ["registration.id"], name=op.f("fk_gathering_draft_registration_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("registration_id", name=op.f("pk_gathering_draft")),
    )


def downgrade():
    op.drop_table("gathering_draft")
