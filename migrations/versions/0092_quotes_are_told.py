"""Followers of a question hear what came to lie under it. Nothing changes but what a way back has to take along.

Revision ID: 0092
Revises: 0091
"""

from alembic import op

revision = "0092"
down_revision = "0091"
branch_labels = None
depends_on = None


def upgrade():
    """A happening of this kind fits in the table as it is."""


def downgrade():
    op.execute("DELETE FROM telling WHERE happening_id IN (SELECT id FROM happening WHERE what = 'question_uses')")
    op.execute("DELETE FROM happening WHERE what = 'question_uses'")
