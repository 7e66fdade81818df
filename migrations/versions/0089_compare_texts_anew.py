"""What texts look alike is computed anew: other weights count.

Revision ID: 0089
Revises: 0088
"""

from alembic import op

revision = "0089"
down_revision = "0088"
branch_labels = None
depends_on = None


def upgrade():
    op.execute("UPDATE gist SET compared = false")


def downgrade():
    upgrade()  # with the weights of before
