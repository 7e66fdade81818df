"""Who came to a gathering.

Revision ID: 0045
Revises: 0044
"""

import sqlalchemy as sa
from alembic import op

from app.core.database import Moment

revision = "0045"
down_revision = "0044"
branch_labels = None
depends_on = None


def key(column, target, ondelete):
    name = op.f(f"fk_gathering_arrival_{column}")
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=name, ondelete=ondelete)


def upgrade():
    op.create_table(
        "gathering_arrival",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(26), nullable=False),
        sa.Column("gathering_id", sa.Integer(), nullable=False),
        sa.Column("registration_id", sa.Integer()),
        sa.Column("name", sa.String(150), nullable=False),
        sa.Column("organisation_name", sa.String(120), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("by_id", sa.Integer()),
        key("gathering_id", "gathering", "CASCADE"),
        key("registration_id", "registration", "SET NULL"),
        key("by_id", "user", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gathering_arrival")),
        sa.UniqueConstraint("public_id", name=op.f("uq_gathering_arrival_public_id")),
        sa.UniqueConstraint("registration_id", name=op.f("uq_gathering_arrival_registration_id")),
    )
    for column in ("gathering_id", "by_id"):
        op.create_index(op.f(f"ix_gathering_arrival_{column}"), "gathering_arrival", [column])
    op.add_column("gathering", sa.Column("came", sa.Integer()))


def downgrade():
    op.drop_column("gathering", "came")
    op.drop_table("gathering_arrival")
