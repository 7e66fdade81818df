"""When the desk took away why a municipality said that an answer does not fit. Before this it could not.

Revision ID: 0085
Revises: 0084
"""

import sqlalchemy as sa
from alembic import op

revision = "0085"
down_revision = "0084"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("answer_mark", sa.Column("reason_taken_at", sa.DateTime(timezone=True), nullable=True))


def downgrade():
    # Not about the story: else its contributor would hear of it, and it could be hidden for what another wrote.
    op.execute("UPDATE appeal SET part = 'text', contribution_id = NULL WHERE part = 'reason'")
    op.drop_column("answer_mark", "reason_taken_at")
