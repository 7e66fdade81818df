"""Which part or stop a change of a gathering is about.

Revision ID: 0082
Revises: 0081
"""

import sqlalchemy as sa
from alembic import op

revision = "0082"
down_revision = "0081"
branch_labels = None
depends_on = None

# The id of a stop stood before its marks. What changed of a part was known by its title, and stays so.
APART = """
UPDATE gathering_change SET piece = substr(CASE WHEN before <> '' THEN before ELSE after END, 1, 26),
before = substr(before, 28), after = substr(after, 28) WHERE what IN ('stop', 'stop_added', 'stop_gone')
"""
TOGETHER = """
UPDATE gathering_change SET before = CASE WHEN before <> '' THEN piece || ' ' || before ELSE '' END,
after = CASE WHEN after <> '' THEN piece || ' ' || after ELSE '' END
WHERE what IN ('stop', 'stop_added', 'stop_gone')
"""


def upgrade():
    op.add_column("gathering_change", sa.Column("piece", sa.String(length=26), nullable=False, server_default=""))
    op.execute(sa.text(APART))
    with op.batch_alter_table("gathering_change") as changed:
        changed.alter_column("piece", existing_type=sa.String(length=26), server_default=None)


def downgrade():
    op.execute(sa.text("DELETE FROM gathering_change WHERE what = 'part_name'"))
    op.execute(sa.text(TOGETHER))
    op.drop_column("gathering_change", "piece")
