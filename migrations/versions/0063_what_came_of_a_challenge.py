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
COLUMN = "follows_up_id"


def upgrade():
    for table in ("contribution", "draft"):
        with op.batch_alter_table(table) as batch:
            batch.add_column(sa.Column(COLUMN, sa.Integer(), nullable=True))
            batch.create_foreign_key(op.f(f"fk_{table}_{COLUMN}"), "challenge", [COLUMN], ["id"], ondelete="SET NULL")
        op.create_index(op.f(f"ix_{table}_{COLUMN}"), table, [COLUMN])
    with op.batch_alter_table("listing") as batch:
        batch.add_column(sa.Column(COLUMN, sa.Integer(), nullable=True))


def downgrade():
    with op.batch_alter_table("listing") as batch:
        batch.drop_column(COLUMN)
    for table in ("draft", "contribution"):
        op.drop_index(op.f(f"ix_{table}_{COLUMN}"), table)
        with op.batch_alter_table(table) as batch:
            batch.drop_constraint(op.f(f"fk_{table}_{COLUMN}"), type_="foreignkey")
            batch.drop_column(COLUMN)
