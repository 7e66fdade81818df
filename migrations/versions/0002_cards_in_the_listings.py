"""What a card shows stands in the listings; two things that nothing used are gone.

Revision ID: 0002
Revises: 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

ORDERED = op.f("ix_listing_audience_listing_gone_listing_month_listing_sort_title")  # longer than PostgreSQL takes: shortened as it was when made
# A named contribution shows its year and its exact place, another one two years and only a class of places.
FILL = """
UPDATE listing SET
  title = (SELECT c.title FROM contribution c WHERE c.id = listing.contribution_id),
  lesson = (SELECT c.lesson FROM contribution c WHERE c.id = listing.contribution_id),
  language = (SELECT c.language FROM contribution c WHERE c.id = listing.contribution_id),
  members_only = (SELECT c.audience = 'members' FROM contribution c WHERE c.id = listing.contribution_id),
  years = coalesce((SELECT CASE
      WHEN c.year IS NULL THEN ''
      WHEN c.names_organisation AND c.confirmed_at IS NOT NULL THEN CAST(c.year AS VARCHAR(4))
      ELSE CAST(c.year - c.year % 2 AS VARCHAR(4)) || '–' || CAST(c.year - c.year % 2 + 1 AS VARCHAR(4)) END
    FROM contribution c WHERE c.id = listing.contribution_id), ''),
  exact_place = coalesce((SELECT CASE WHEN c.neighbourhood = '' THEN o.name ELSE o.name || ', ' || c.neighbourhood END
    FROM contribution c JOIN organisation o ON o.id = c.place_id
    WHERE c.id = listing.contribution_id AND c.names_organisation AND c.confirmed_at IS NOT NULL), '')
WHERE NOT gone
"""


def upgrade():
    op.drop_table("embedding")
    with op.batch_alter_table("evidence") as evidence:
        evidence.drop_column("is_stale")
    with op.batch_alter_table("listing") as listing:
        listing.drop_index(listing.f(ORDERED))  # the order is kept in memory, and SQLite chose it over the primary key
        listing.add_column(sa.Column("title", sa.String(120), nullable=False, server_default=""))
        listing.add_column(sa.Column("lesson", sa.Text(), nullable=False, server_default=""))
        listing.add_column(sa.Column("language", sa.String(5), nullable=False, server_default=""))
        listing.add_column(sa.Column("exact_place", sa.String(250), nullable=False, server_default=""))
        listing.add_column(sa.Column("years", sa.String(9), nullable=False, server_default=""))
        listing.add_column(sa.Column("members_only", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.execute(FILL)
    with op.batch_alter_table("listing") as listing:
        for name in ("title", "lesson", "language", "exact_place", "years", "members_only"):
            listing.alter_column(name, server_default=None)


def downgrade():
    with op.batch_alter_table("listing") as listing:
        for name in ("title", "lesson", "language", "exact_place", "years", "members_only"):
            listing.drop_column(name)
        listing.create_index(listing.f(ORDERED), ["audience", "gone", "month", "sort_title"])
    with op.batch_alter_table("evidence") as evidence:
        evidence.add_column(sa.Column("is_stale", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_table(
        "embedding",
        sa.Column("audience", sa.Enum("public", "members", name="audience", native_enum=False, length=30), nullable=False),
        sa.Column("contribution_id", sa.Integer(), nullable=False),
        sa.Column("source_digest", sa.String(64), nullable=False),
        sa.Column("vector", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contribution_id"],
            ["contribution.id"],
            name=op.f("fk_embedding_contribution_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("audience", "contribution_id", name=op.f("pk_embedding")),
    )
