"""What was done with a pile itself, to put it back; since when it holds what it holds; and its version.

Revision ID: 0075
Revises: 0074
"""

import sqlalchemy as sa
from alembic import op

from app.core.database import Moment

revision = "0075"
down_revision = "0074"
branch_labels = None
depends_on = None
DID = ("added", "offered", "asked", "withdrew")


def key(table, column, target, ondelete="CASCADE"):
    name = op.f(f"fk_{table}_{column}")
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=name, ondelete=ondelete)


def upgrade():
    op.create_table(
        "pile_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pile_id", sa.Integer(), nullable=False),
        sa.Column("did", sa.Enum(*DID, name="did", native_enum=False, length=30), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.Column("deed_id", sa.Integer(), nullable=True),
        sa.Column("undone_at", Moment(), nullable=True),
        key("pile_step", "pile_id", "pile"),
        key("pile_step", "by_id", "user", "SET NULL"),
        key("pile_step", "deed_id", "deed", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pile_step")),
    )
    for column in ("pile_id", "by_id", "deed_id"):
        op.create_index(op.f(f"ix_pile_step_{column}"), "pile_step", [column])
    with op.batch_alter_table("pile") as changed:
        changed.add_column(sa.Column("made_at", Moment(), nullable=True))
        changed.add_column(sa.Column("version", sa.Integer(), nullable=False, server_default="1"))
    pile = sa.table("pile", sa.column("id"), sa.column("made_at", Moment()), sa.column("fixed_at", Moment()))
    card = sa.table("pile_card", sa.column("pile_id"), sa.column("added_at", Moment()))
    newest = sa.select(sa.func.max(card.c.added_at)).where(card.c.pile_id == pile.c.id).scalar_subquery()
    op.execute(pile.update().values(made_at=pile.c.fixed_at))
    op.execute(pile.update().where(newest > pile.c.fixed_at).values(fixed_at=newest))  # what came in later counted
    with op.batch_alter_table("pile") as changed:
        changed.alter_column("made_at", existing_type=Moment(), nullable=False)
        changed.alter_column("version", existing_type=sa.Integer(), server_default=None)


def downgrade():
    pile = sa.table("pile", sa.column("made_at", Moment()), sa.column("fixed_at", Moment()))
    op.execute(pile.update().values(fixed_at=pile.c.made_at))
    with op.batch_alter_table("pile") as changed:
        changed.drop_column("version")
        changed.drop_column("made_at")
    op.drop_table("pile_step")
