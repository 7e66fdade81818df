"""Themes that are proposed for a text, and those that a member found not to fit.

Revision ID: 0033
Revises: 0032
"""

import sqlalchemy as sa
from alembic import op

from app.core.database import Moment

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "theme_proposal",
        sa.Column("audience", sa.Enum("public", "members", name="audience", native_enum=False, length=30), nullable=False),
        sa.Column("contribution_id", sa.Integer(), nullable=False),
        sa.Column("term_id", sa.Integer(), nullable=False),
        sa.Column("score", sa.Double(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contribution_id"], ["contribution.id"], name=op.f("fk_theme_proposal_contribution_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["term_id"], ["term.id"], name=op.f("fk_theme_proposal_term_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("audience", "contribution_id", "term_id", name=op.f("pk_theme_proposal")),
    )
    op.create_index(op.f("ix_theme_proposal_contribution_id"), "theme_proposal", ["contribution_id"])
    op.create_index(op.f("ix_theme_proposal_term_id"), "theme_proposal", ["term_id"])
    op.create_table(
        "theme_refused",
        sa.Column("contribution_id", sa.Integer(), nullable=False),
        sa.Column("term_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contribution_id"], ["contribution.id"], name=op.f("fk_theme_refused_contribution_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["term_id"], ["term.id"], name=op.f("fk_theme_refused_term_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_theme_refused_by_id"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("contribution_id", "term_id", name=op.f("pk_theme_refused")),
    )
    op.create_index(op.f("ix_theme_refused_by_id"), "theme_refused", ["by_id"])
    op.create_index(op.f("ix_theme_refused_term_id"), "theme_refused", ["term_id"])


def downgrade():
    op.drop_table("theme_refused")
    op.drop_table("theme_proposal")
