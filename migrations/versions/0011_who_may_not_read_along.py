"""The organisations of which nobody may read a story at the desk.

Revision ID: 0011
Revises: 0010
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "kept_from",
        sa.Column("contribution_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contribution_id"], ["contribution.id"], name=op.f("fk_kept_from_contribution_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_kept_from_organisation_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("contribution_id", "organisation_id", name=op.f("pk_kept_from")),
    )
    op.create_index(op.f("ix_kept_from_organisation_id"), "kept_from", ["organisation_id"])


def downgrade():
    op.drop_index(op.f("ix_kept_from_organisation_id"), table_name="kept_from")
    op.drop_table("kept_from")
