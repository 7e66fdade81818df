"""Which organisation a listed contribution is shown with: what the asking municipality tells itself is no answer.

Revision ID: 0058
Revises: 0057
"""

import sqlalchemy as sa
from alembic import op

revision = "0058"
down_revision = "0057"
branch_labels = None
depends_on = None
KNOWN = """
UPDATE listing SET organisation_id = (
  SELECT c.organisation_id FROM contribution c
  WHERE c.id = listing.contribution_id AND c.names_organisation AND c.confirmed_at IS NOT NULL
) WHERE NOT gone
"""


def upgrade():
    op.add_column("listing", sa.Column("organisation_id", sa.Integer()))
    op.execute(KNOWN)


def downgrade():
    op.drop_column("listing", "organisation_id")
