"""Terms that the desk proposes, and the own words that wait for them.

Revision ID: 0088
Revises: 0087
"""

import sqlalchemy as sa
from alembic import op

from app.core.database import Moment

revision = "0088"
down_revision = "0087"
branch_labels = None
depends_on = None
DIMENSIONS = ("theme", "phase", "barrier", "lever", "scale", "role", "organisation_kind", "question_kind", "route")
STANDS = ("waiting", "accepted", "declined")


def dimension():
    return sa.Enum(*DIMENSIONS, name="dimension", native_enum=False, length=30)


def key(table, column, target, ondelete=None):
    return sa.ForeignKeyConstraint([column], [target], name=op.f(f"fk_{table}_{column}"), ondelete=ondelete)


def upgrade():
    op.create_table(
        "term_proposal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dimension", dimension(), nullable=False),
        sa.Column("words", sa.String(length=120), nullable=False),
        sa.Column("means_id", sa.Integer(), nullable=True),
        sa.Column("stand", sa.Enum(*STANDS, name="stand", native_enum=False, length=30), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("asked_at", Moment(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("decided_at", Moment(), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("term_id", sa.Integer(), nullable=True),
        sa.Column("change_id", sa.Integer(), nullable=True),
        key("term_proposal", "means_id", "term.id"),
        key("term_proposal", "decided_by_id", "user.id", "SET NULL"),
        key("term_proposal", "term_id", "term.id"),
        key("term_proposal", "change_id", "term_change.id", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_term_proposal")),
    )
    for column in ("means_id", "stand", "decided_by_id", "term_id", "change_id"):
        op.create_index(op.f(f"ix_term_proposal_{column}"), "term_proposal", [column])
    op.create_table(
        "proposed_words",
        sa.Column("contribution_id", sa.Integer(), nullable=False),
        sa.Column("dimension", dimension(), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["contribution_id", "dimension"],
            ["own_words.contribution_id", "own_words.dimension"],
            name=op.f("fk_proposed_words_own_words"),
            ondelete="CASCADE",
        ),
        key("proposed_words", "proposal_id", "term_proposal.id", "CASCADE"),
        key("proposed_words", "by_id", "user.id", "SET NULL"),
        sa.PrimaryKeyConstraint("contribution_id", "dimension", name=op.f("pk_proposed_words")),
    )
    for column in ("proposal_id", "by_id"):
        op.create_index(op.f(f"ix_proposed_words_{column}"), "proposed_words", [column])


def downgrade():
    op.drop_table("proposed_words")
    op.drop_table("term_proposal")
