"""Of which challenge a story tells what came of it.

Revision ID: 0063
Revises: 0062
"""

import sqlalchemy as sa
from alembic import op

revision = "0063"
down_revision = "0062"
branch_labels = None
depends_on = None


def upgrade():
    for kind in ("contribution", "draft"):
        table = f"{kind}_follow_up"
        op.create_table(
            table,
            sa.Column(f"{kind}_id", sa.Integer(), nullable=False),
            sa.Column("challenge_id", sa.Integer(), nullable=False),
            sa.ForeignKeyConstraint([f"{kind}_id"], [f"{kind}.id"], name=op.f(f"fk_{table}_{kind}_id"), ondelete="CASCADE"),
            sa.ForeignKeyConstraint(["challenge_id"], ["challenge.id"], name=op.f(f"fk_{table}_challenge_id"), ondelete="CASCADE"),
            sa.PrimaryKeyConstraint(f"{kind}_id", name=op.f(f"pk_{table}")),
        )
        op.create_index(op.f(f"ix_{table}_challenge_id"), table, ["challenge_id"])
    op.add_column("listing", sa.Column("follows_up_id", sa.Integer(), nullable=True))


def downgrade():
    with op.batch_alter_table("listing") as batch:
        batch.drop_column("follows_up_id")
    for kind in ("draft", "contribution"):
        op.drop_table(f"{kind}_follow_up")
