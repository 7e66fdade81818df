"""Who signs up for a gathering, their seats, what they wish, and what was mailed about it.

Revision ID: 0044
Revises: 0043
"""

import sqlalchemy as sa
from alembic import op

from app.core.database import Moment
from app.core.sealing import Sealed

revision = "0044"
down_revision = "0043"
branch_labels = None
depends_on = None
STATES = sa.Enum(
    *("asked", "held", "waiting", "offered", "lapsed", "given_back"), name="seatstate", native_enum=False, length=30
)
COUNTS = sa.text("confirmed_at IS NOT NULL AND cancelled_at IS NULL")


def upgrade():
    registrations()
    op.create_table(
        "gathering_seat",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("registration_id", sa.Integer(), nullable=False),
        sa.Column("part_id", sa.Integer(), nullable=True),
        sa.Column("state", STATES, nullable=False),
        sa.Column("turn", sa.Integer(), nullable=True),
        sa.Column("offered_until", Moment(), nullable=True),
        refers("gathering_seat", "registration", "CASCADE"),
        refers("gathering_seat", "gathering_part", "CASCADE", "part_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gathering_seat")),
        sa.UniqueConstraint("registration_id", "part_id", name=op.f("uq_gathering_seat_registration_id_part_id")),
    )
    op.create_index(op.f("ix_gathering_seat_part_id"), "gathering_seat", ["part_id"])
    op.create_table(
        "gathering_wishes",
        sa.Column("registration_id", sa.Integer(), nullable=False),
        sa.Column("foods", Sealed(600), nullable=False),
        sa.Column("diet", Sealed(1_800), nullable=False),
        sa.Column("access", Sealed(3_600), nullable=False),
        refers("gathering_wishes", "registration", "CASCADE"),
        sa.PrimaryKeyConstraint("registration_id", name=op.f("pk_gathering_wishes")),
    )


    op.create_table(
        "gathering_places_taken",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("gathering_id", sa.Integer(), nullable=False),
        sa.Column("part_id", sa.Integer(), nullable=True),
        sa.Column("people", sa.Integer(), nullable=False),
        refers("gathering_places_taken", "gathering", "CASCADE"),
        refers("gathering_places_taken", "gathering_part", "CASCADE", "part_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gathering_places_taken")),
    )
    told()
    for column in ("gathering_id", "part_id"):
        op.create_index(op.f(f"ix_gathering_places_taken_{column}"), "gathering_places_taken", [column])


def told():
    op.create_table(
        "gathering_reminder",
        sa.Column("registration_id", sa.Integer(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("sent_at", Moment(), nullable=False),
        refers("gathering_reminder", "registration", "CASCADE"),
        sa.PrimaryKeyConstraint("registration_id", "on", "days", name=op.f("pk_gathering_reminder")),
    )
    op.create_table(
        "gathering_catering",
        sa.Column("gathering_id", sa.Integer(), nullable=False),
        sa.Column("told", sa.JSON(), nullable=False),
        sa.Column("told_on", sa.Date(), nullable=False),
        sa.Column("changed_on", sa.Date(), nullable=True),
        refers("gathering_catering", "gathering", "CASCADE"),
        sa.PrimaryKeyConstraint("gathering_id", name=op.f("pk_gathering_catering")),
    )


def registrations():
    op.create_table(
        "registration",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(26), nullable=False),
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("gathering_id", sa.Integer(), nullable=False),
        sa.Column("lead_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(150), nullable=False),
        sa.Column("email", sa.String(254), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("organisation_name", sa.String(120), nullable=False),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("experience", Sealed(12_000), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("confirmed_at", Moment(), nullable=True),
        sa.Column("cancelled_at", Moment(), nullable=True),
        sa.Column("cancelled_why", sa.String(300), nullable=False),
        refers("registration", "gathering", "CASCADE"),
        refers("registration", "registration", "SET NULL", "lead_id"),
        refers("registration", "organisation", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_registration")),
        sa.UniqueConstraint("public_id", name=op.f("uq_registration_public_id")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_registration_token_hash")),
    )
    op.create_index(op.f("ix_registration_lead_id"), "registration", ["lead_id"])
    op.create_index(op.f("ix_registration_email"), "registration", ["email"])
    op.create_index(op.f("ix_registration_gathering_id_registration_email"), "registration", ["gathering_id", "email"])
    op.create_index(
        "uq_registration_that_counts",
        "registration",
        ["gathering_id", "email"],
        unique=True,
        sqlite_where=COUNTS,
        postgresql_where=COUNTS,
    )


def refers(table, other, on_delete, column=""):
    column = column or f"{other}_id"
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}"), ondelete=on_delete)


def downgrade():
    op.drop_table("gathering_catering")
    op.drop_table("gathering_reminder")
    op.drop_table("gathering_places_taken")
    op.drop_table("gathering_wishes")
    op.drop_table("gathering_seat")
    op.drop_table("registration")
