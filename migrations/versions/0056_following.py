"""Who follows what, what happened with it, and who was told.

Revision ID: 0056
Revises: 0055
"""

import sqlalchemy as sa
from alembic import op

from app.core.database import Moment

revision = "0056"
down_revision = "0055"
branch_labels = None
depends_on = None
WHATS = (
    "start", "challenge_published", "challenge_closes", "challenge_closed", "challenge_past", "story_visible",
    "question_published", "question_owner", "question_answered", "question_decided",
)  # fmt: skip


def to(table, column, target, gone="CASCADE"):
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}"), ondelete=gone)


def upgrade():
    op.create_table(
        "follower",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(26), nullable=False),
        sa.Column("user_id", sa.Integer()),
        sa.Column("sealed_address", sa.String(600), nullable=False),
        sa.Column("address_mark", sa.String(64)),
        sa.Column("own_hash", sa.String(64), nullable=False),
        sa.Column("stop_hash", sa.String(64), nullable=False),
        sa.Column("spoken", sa.String(2), nullable=False),
        sa.Column("quiet_from", sa.Integer(), nullable=False),
        sa.Column("quiet_until", sa.Integer(), nullable=False),
        sa.Column("quiet_weekend", sa.Boolean(), nullable=False),
        sa.Column("look_at", Moment()),
        sa.Column("began_at", Moment(), nullable=False),
        to("follower", "user_id", "user"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_follower")),
        *(sa.UniqueConstraint(name, name=op.f(f"uq_follower_{name}")) for name in ("public_id", "user_id", "address_mark", "own_hash", "stop_hash")),
    )
    things = (("challenge_id", "challenge"), ("question_id", "question"), ("term_id", "term"))
    op.create_table(
        "follow",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(26), nullable=False),
        sa.Column("follower_id", sa.Integer(), nullable=False),
        *(sa.Column(column, sa.Integer()) for column, _target in things),
        sa.Column("country_part", sa.String(20)),
        sa.Column("pace", sa.Enum("at_once", "daily", "weekly", name="pace", native_enum=False, length=30), nullable=False),
        sa.Column("asked_at", Moment(), nullable=False),
        sa.Column("confirmed_at", Moment()),
        sa.Column("confirm_hash", sa.String(64)),
        to("follow", "follower_id", "follower"),
        *(to("follow", column, target) for column, target in things),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_follow")),
        *(sa.UniqueConstraint(name, name=op.f(f"uq_follow_{name}")) for name in ("public_id", "confirm_hash")),
        *(
            sa.UniqueConstraint("follower_id", name, name=op.f(f"uq_follow_follower_id_{name}"))
            for name in ("challenge_id", "question_id", "term_id", "country_part")
        ),
    )
    for column in ("follower_id", "challenge_id", "question_id", "term_id", "country_part"):
        op.create_index(op.f(f"ix_follow_{column}"), "follow", [column])
    about = (("challenge_id", "challenge"), ("question_id", "question"), ("contribution_id", "contribution"))
    op.create_table(
        "happening",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("mark", sa.String(60), nullable=False),
        sa.Column("what", sa.Enum(*WHATS, name="what", native_enum=False, length=30), nullable=False),
        *(sa.Column(column, sa.Integer()) for column, _target in about),
        sa.Column("found_at", Moment(), nullable=False),
        sa.Column("told_from", sa.Date(), nullable=False),
        sa.Column("of_a_week", sa.Boolean(), nullable=False),
        sa.Column("spread_at", Moment()),
        *(to("happening", column, target) for column, target in about),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_happening")),
        sa.UniqueConstraint("mark", name=op.f("uq_happening_mark")),
    )
    for column, _target in about:
        op.create_index(op.f(f"ix_happening_{column}"), "happening", [column])
    op.create_index(op.f("ix_happening_spread_at_happening_told_from"), "happening", ["spread_at", "told_from"])
    op.create_table(
        "telling",
        sa.Column("follower_id", sa.Integer(), nullable=False),
        sa.Column("happening_id", sa.Integer(), nullable=False),
        sa.Column("waits_since", Moment(), nullable=False),
        sa.Column("told_at", Moment()),
        sa.Column("mail_key", sa.String(100), nullable=False),
        to("telling", "follower_id", "follower"),
        to("telling", "happening_id", "happening"),
        sa.PrimaryKeyConstraint("follower_id", "happening_id", name=op.f("pk_telling")),
    )
    op.create_index(op.f("ix_telling_told_at_telling_follower_id"), "telling", ["told_at", "follower_id"])
    for column in ("happening_id", "mail_key"):
        op.create_index(op.f(f"ix_telling_{column}"), "telling", [column])
    op.create_table(
        "mail_day",
        sa.Column("who", sa.String(64), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("who", "on", name=op.f("pk_mail_day")),
    )
    op.create_index(op.f("ix_mail_day_on"), "mail_day", ["on"])


def downgrade():
    for table in ("mail_day", "telling", "happening", "follow", "follower"):
        op.drop_table(table)
