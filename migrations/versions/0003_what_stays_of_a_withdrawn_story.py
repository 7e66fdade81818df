"""The address of a story that was taken back outlives the story.

Revision ID: 0003
Revises: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "withdrawn",
        sa.Column("public_id", sa.String(26), nullable=False),
        sa.Column("audience", sa.Enum("public", "members", name="audience", native_enum=False, length=30), nullable=False),
        sa.PrimaryKeyConstraint("public_id", name=op.f("pk_withdrawn")),
    )
    op.execute(
        "INSERT INTO withdrawn (public_id, audience) SELECT public_id, audience FROM contribution "
        "WHERE status = 'withdrawn' AND published_at IS NOT NULL AND visible_from IS NULL"
    )


def downgrade():
    op.drop_table("withdrawn")
