"""Followers of a challenge hear which stories were put with it; those that stand there by now are no news.

Revision ID: 0098
Revises: 0097
"""

from alembic import op

revision = "0098"
down_revision = "0097"
branch_labels = None
depends_on = None


def upgrade():
    op.execute(
        "INSERT INTO happening "
        "(mark, what, challenge_id, contribution_id, found_at, told_from, of_a_week, spread_at) "
        "SELECT 'story_linked:' || challenge_id || ':' || contribution_id, 'story_linked', challenge_id, "
        "contribution_id, linked_at, CURRENT_DATE, false, linked_at FROM linked_answer"
    )


def downgrade():
    op.execute("DELETE FROM telling WHERE happening_id IN (SELECT id FROM happening WHERE what = 'story_linked')")
    op.execute("DELETE FROM happening WHERE what = 'story_linked'")
