"""Stories that were put with a challenge, and where a challenge plays as well.

Revision ID: 0059
Revises: 0058
"""

import sqlalchemy as sa
from alembic import op

from app.core.database import Moment

revision = "0059"
down_revision = "0058"
branch_labels = None
depends_on = None
LINKED, RECOGNISED = "linked_answer", "challenge_recognised"
ANSWERS = ("yes", "no", "unknown")
OF_ACCOUNTS = sa.text("organisation_id IS NULL")


def key(table, column, target, ondelete=None):
    name = op.f(f"fk_{table}_{column}")
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=name, ondelete=ondelete)


def upgrade():
    op.create_table(
        LINKED,
        sa.Column("challenge_id", sa.Integer(), nullable=False),
        sa.Column("contribution_id", sa.Integer(), nullable=False),
        sa.Column("linked_at", Moment(), nullable=False),
        sa.Column("taken_away_at", Moment()),
        key(LINKED, "challenge_id", "challenge", "CASCADE"),
        key(LINKED, "contribution_id", "contribution", "CASCADE"),
        sa.PrimaryKeyConstraint("challenge_id", "contribution_id", name=op.f("pk_linked_answer")),
    )
    op.create_index(op.f("ix_linked_answer_contribution_id"), LINKED, ["contribution_id"])
    op.create_table(
        RECOGNISED,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("challenge_id", sa.Integer(), nullable=False),
        sa.Column("answer", sa.Enum(*ANSWERS, name="recognised", native_enum=False, length=30), nullable=False),
        sa.Column("organisation_id", sa.Integer()),
        sa.Column("user_id", sa.Integer()),
        sa.Column("browser_hash", sa.String(64)),
        sa.Column("at", Moment(), nullable=False),
        key(RECOGNISED, "challenge_id", "challenge", "CASCADE"),
        key(RECOGNISED, "organisation_id", "organisation"),
        key(RECOGNISED, "user_id", "user", "CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_challenge_recognised")),
        sa.UniqueConstraint(
            "challenge_id", "organisation_id", name=op.f("uq_challenge_recognised_challenge_id_organisation_id")
        ),
        sa.UniqueConstraint("challenge_id", "browser_hash", name=op.f("uq_challenge_recognised_challenge_id_browser_hash")),
    )
    for column in ("challenge_id", "organisation_id", "user_id"):
        op.create_index(op.f(f"ix_challenge_recognised_{column}"), RECOGNISED, [column])
    op.create_index(
        "uq_challenge_recognised_user_id",
        RECOGNISED,
        ["challenge_id", "user_id"],
        unique=True,
        sqlite_where=OF_ACCOUNTS,
        postgresql_where=OF_ACCOUNTS,
    )


def downgrade():
    op.drop_table(RECOGNISED)
    op.drop_table(LINKED)
