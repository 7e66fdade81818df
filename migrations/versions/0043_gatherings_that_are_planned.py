"""A gathering is planned on the site: its states, its hosts, its places, and who has a task at it.

Revision ID: 0043
Revises: 0042
"""

import sqlalchemy as sa
from alembic import op

from app.core.database import Moment
from app.core.security import random_id

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None
NEW = (
    ("series", sa.String(100), ""),
    ("access", sa.Text(), ""),
    ("contact_email", sa.String(254), ""),
    ("caterer_email", sa.String(254), ""),
    ("cancelled_why", sa.String(300), ""),
    ("sequence", sa.Integer(), "0"),
    ("version", sa.Integer(), "1"),
)
MAY_BE_EMPTY = (
    ("ends", sa.Time()),
    ("closes_on", sa.Date()),
    ("most_per_organisation", sa.Integer()),
    ("catering_on", sa.Date()),
)
STATES = sa.Enum("draft", "published", "cancelled", name="gatheringstatus", native_enum=False, length=30)
TASKS = sa.Enum("organiser", "helper", "note_taker", name="task", native_enum=False, length=30)

WHAT = ("title", "day", "begins", "ends", "place", "part", "part_added", "part_gone", "cancelled")
CHANGES = sa.Enum(*WHAT, name="what", native_enum=False, length=30)


def upgrade():
    for name, kind, start in NEW:
        op.add_column("gathering", sa.Column(name, kind, nullable=False, server_default=start))
    for name, kind in MAY_BE_EMPTY:
        op.add_column("gathering", sa.Column(name, kind))
    op.add_column("gathering", sa.Column("status", STATES, nullable=False, server_default="draft"))
    op.add_column(
        "gathering", sa.Column("changed_at", Moment(), nullable=False, server_default="2026-01-01 00:00:00+00:00")
    )
    gathering = sa.table("gathering", sa.column("status"), sa.column("is_published", sa.Boolean()))
    op.execute(gathering.update().where(gathering.c.is_published).values(status="published"))
    op.drop_column("gathering", "is_published")
    pairs("gathering_cohost", "gathering", "organisation")
    for table in ("gathering_part", "gathering_stop"):
        with_a_name(table)
    with op.batch_alter_table("gathering_part") as part:
        part.add_column(sa.Column("ends", sa.Time()))
        part.add_column(sa.Column("capacity", sa.Integer()))
        part.add_column(sa.Column("place", sa.String(200), nullable=False, server_default=""))
        part.add_column(sa.Column("access", sa.String(300), nullable=False, server_default=""))
        for name in ("is_chosen", "serves_food", "is_walk"):
            part.add_column(sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("gathering_stop") as stop:
        stop.add_column(sa.Column("term_id", sa.Integer()))
        stop.add_column(sa.Column("question", sa.String(300), nullable=False, server_default=""))
        stop.add_column(sa.Column("place", sa.String(200), nullable=False, server_default=""))
        stop.add_column(sa.Column("step_free", sa.String(300), nullable=False, server_default=""))
        stop.add_column(sa.Column("latitude", sa.Double()))
        stop.add_column(sa.Column("longitude", sa.Double()))
        name = op.f("fk_gathering_stop_term_id")
        stop.create_foreign_key(name, "term", ["term_id"], ["id"], ondelete="SET NULL")
    pairs("gathering_part_challenge", "gathering_part", "challenge", "part_id")
    op.create_table(
        "gathering_task",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("gathering_id", sa.Integer(), nullable=False),
        sa.Column("task", TASKS, nullable=False),
        sa.Column("email", sa.String(254), nullable=False),
        sa.Column("user_id", sa.Integer()),
        sa.Column("since", Moment(), nullable=False),
        sa.ForeignKeyConstraint(
            ["gathering_id"], ["gathering.id"], name=op.f("fk_gathering_task_gathering_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_gathering_task_user_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gathering_task")),
        sa.UniqueConstraint("gathering_id", "task", "email", name=op.f("uq_gathering_task_gathering_id_task_email")),
    )
    op.create_index(op.f("ix_gathering_task_user_id"), "gathering_task", ["user_id"])
    op.create_table(
        "gathering_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("gathering_id", sa.Integer(), nullable=False),
        sa.Column("what", CHANGES, nullable=False),
        sa.Column("part", sa.String(200), nullable=False),
        sa.Column("before", sa.String(200), nullable=False),
        sa.Column("after", sa.String(200), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("told_at", Moment()),
        sa.ForeignKeyConstraint(
            ["gathering_id"], ["gathering.id"], name=op.f("fk_gathering_change_gathering_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gathering_change")),
    )
    for name in ("gathering_id", "told_at"):
        op.create_index(op.f(f"ix_gathering_change_{name}"), "gathering_change", [name])


def pairs(table, one, other, first=None):
    first, second = first or f"{one}_id", f"{other}_id"
    op.create_table(
        table,
        sa.Column(first, sa.Integer(), nullable=False),
        sa.Column(second, sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint([first], [f"{one}.id"], name=op.f(f"fk_{table}_{first}"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint([second], [f"{other}.id"], name=op.f(f"fk_{table}_{second}"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint(first, second, name=op.f(f"pk_{table}")),
    )
    op.create_index(op.f(f"ix_{table}_{second}"), table, [second])


def with_a_name(table):
    """Gives each row the random name under which forms and addresses know it. Nobody refers to these tables yet."""
    op.add_column(table, sa.Column("public_id", sa.String(26)))
    rows = sa.table(table, sa.column("id"), sa.column("public_id"))
    for number in op.get_bind().scalars(sa.select(rows.c.id)).all():
        op.execute(rows.update().where(rows.c.id == number).values(public_id=random_id()))
    with op.batch_alter_table(table) as changed:
        changed.alter_column("public_id", existing_type=sa.String(26), nullable=False)
        changed.create_unique_constraint(op.f(f"uq_{table}_public_id"), ["public_id"])


def downgrade():
    op.drop_table("gathering_change")
    op.drop_table("gathering_task")
    op.drop_table("gathering_part_challenge")
    with op.batch_alter_table("gathering_stop") as stop:
        stop.drop_constraint(op.f("fk_gathering_stop_term_id"), type_="foreignkey")
        stop.drop_constraint(op.f("uq_gathering_stop_public_id"), type_="unique")
        for name in ("longitude", "latitude", "step_free", "place", "question", "term_id", "public_id"):
            stop.drop_column(name)
    with op.batch_alter_table("gathering_part") as part:
        part.drop_constraint(op.f("uq_gathering_part_public_id"), type_="unique")
        for name in ("is_walk", "serves_food", "is_chosen", "access", "place", "capacity", "ends", "public_id"):
            part.drop_column(name)
    op.drop_table("gathering_cohost")
    shown = sa.false()
    op.add_column("gathering", sa.Column("is_published", sa.Boolean(), nullable=False, server_default=shown))
    gathering = sa.table("gathering", sa.column("status"), sa.column("is_published", sa.Boolean()))
    op.execute(gathering.update().where(gathering.c.status == "published").values(is_published=True))
    for name in ("changed_at", "status", *(name for name, _kind in MAY_BE_EMPTY), *(name for name, *_more in NEW)):
        op.drop_column("gathering", name)
