"""What is computed of the texts of each audience, so that those about the same case can be proposed.

Revision ID: 0026
Revises: 0025
"""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade():
    audience = sa.Enum("public", "members", name="audience", native_enum=False, length=30)
    op.create_table(
        "gist",
        sa.Column("audience", audience, nullable=False),
        sa.Column("contribution_id", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("compared", sa.Boolean(), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("meaning", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["contribution_id"], ["contribution.id"], name=op.f("fk_gist_contribution_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("audience", "contribution_id", name=op.f("pk_gist")),
    )
    op.create_index(op.f("ix_gist_audience_gist_compared"), "gist", ["audience", "compared"])
    op.create_index(op.f("ix_gist_audience_gist_revision"), "gist", ["audience", "revision"])
    op.create_index(op.f("ix_gist_contribution_id"), "gist", ["contribution_id"])
    op.create_table(
        "likeness",
        sa.Column("audience", audience, nullable=False),
        sa.Column("one_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.Column("score", sa.Double(), nullable=False),
        sa.ForeignKeyConstraint(
            ["one_id"], ["contribution.id"], name=op.f("fk_likeness_one_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["other_id"], ["contribution.id"], name=op.f("fk_likeness_other_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("audience", "one_id", "other_id", name=op.f("pk_likeness")),
    )
    op.create_index(op.f("ix_likeness_one_id"), "likeness", ["one_id"])
    op.create_index(op.f("ix_likeness_other_id"), "likeness", ["other_id"])


def downgrade():
    op.drop_table("likeness")
    op.drop_table("gist")
