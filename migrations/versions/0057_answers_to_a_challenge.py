"""What an answer to a challenge says besides: under which condition it works, what went wrong, what it cost.

Revision ID: 0057
Revises: 0056
"""

import sqlalchemy as sa
from alembic import op

revision = "0057"
down_revision = "0056"
branch_labels = None
depends_on = None
TEXTS = [(table, name) for table in ("contribution", "proposal") for name in ("condition", "went_wrong")]


# Not in a batch: on SQLite that makes the table anew, and what refers to a contribution would go with the old one.
def upgrade():
    for table, name in TEXTS:
        op.add_column(table, sa.Column(name, sa.Text(), nullable=False, server_default=""))
    for name in ("cost_hours", "cost_euros"):
        op.add_column("contribution", sa.Column(name, sa.Integer()))
    op.add_column("contribution", sa.Column("cost_unknown", sa.Boolean(), nullable=False, server_default=sa.false()))
    if op.get_bind().dialect.name == "postgresql":
        for table, name in (*TEXTS, ("contribution", "cost_unknown")):
            op.alter_column(table, name, server_default=None)


def downgrade():
    for table, name in (*TEXTS, *(("contribution", name) for name in ("cost_hours", "cost_euros", "cost_unknown"))):
        op.drop_column(table, name)
