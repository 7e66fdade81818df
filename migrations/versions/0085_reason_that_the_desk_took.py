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
    op.execute("UPDATE appeal SET part = 'text' WHERE part = 'reason'")  # of before: a request about the story
    op.drop_column("answer_mark", "reason_taken_at")
