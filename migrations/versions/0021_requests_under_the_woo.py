"""Requests under the Woo: their documents, how each is judged, what contributors say, and the file.

Revision ID: 0021
Revises: 0020

What was frozen before this gets its request, so that it can be handled and closed.
"""

import secrets
from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
LETTERS = "0123456789abcdefghijklmnopqrstuvwxyz"


def user(name):
    return sa.Column(name, sa.Integer(), sa.ForeignKey("user.id", ondelete="SET NULL"))


def of_request(**more):
    return sa.Column("request_id", sa.Integer(), sa.ForeignKey("woo_request.id", ondelete="CASCADE"), nullable=False, **more)


def upgrade():
    op.create_table(
        "woo_request",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("public_id", sa.String(26), nullable=False),
        sa.Column("reference", sa.String(80), nullable=False),
        sa.Column("subject", sa.String(300), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("answer_days", sa.Integer(), nullable=False),
        sa.Column("extended_on", sa.Date()),
        sa.Column("extension_days", sa.Integer(), nullable=False),
        user("opened_by_id"),
        sa.Column("opened_at", MOMENT, nullable=False),
        sa.Column("closed_on", sa.Date()),
        sa.UniqueConstraint("public_id"),
        sa.UniqueConstraint("reference"),
    )
    op.create_table(
        "woo_handler",
        of_request(primary_key=True),
        sa.Column("user_id", sa.Integer(), sa.ForeignKey("user.id", ondelete="CASCADE"), primary_key=True, index=True),
    )
    op.create_table(
        "woo_view",
        of_request(primary_key=True),
        story(nullable=False, primary_key=True, index=True),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("answered_at", MOMENT),
    )
    make_items()
    op.create_table(
        "woo_file",
        sa.Column("id", sa.Integer(), primary_key=True),
        of_request(),
        sa.Column("user_id", sa.Integer(), sa.ForeignKey("user.id", ondelete="CASCADE"), nullable=False, index=True),
        sa.Column("state", sa.String(30), nullable=False),
        sa.Column("file_name", sa.String(40), nullable=False),
        sa.Column("mark", sa.String(64), nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.UniqueConstraint("request_id", "user_id"),
    )
    open_what_is_frozen()


def story(**more):
    return sa.Column("contribution_id", sa.Integer(), sa.ForeignKey("contribution.id", ondelete="CASCADE"), **more)


def make_items():
    op.create_table(
        "woo_item",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("public_id", sa.String(26), nullable=False),
        of_request(index=True),
        sa.Column("key", sa.String(60), nullable=False),
        story(index=True),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("language", sa.String(5), nullable=False),
        sa.Column("parts", sa.JSON(), nullable=False),
        sa.Column("seen_mark", sa.String(64), nullable=False),
        sa.Column("judgement", sa.String(30)),
        sa.Column("ground", sa.String(10), nullable=False),
        user("judged_by_id"),
        sa.Column("judged_at", MOMENT),
        user("agreed_by_id"),
        sa.Column("agreed_at", MOMENT),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.UniqueConstraint("public_id"),
        sa.UniqueConstraint("request_id", "key"),
    )
    op.create_table(
        "woo_blackout",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column(
            "item_id", sa.Integer(), sa.ForeignKey("woo_item.id", ondelete="CASCADE"), nullable=False, index=True
        ),
        sa.Column("part", sa.String(40), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("ground", sa.String(10), nullable=False),
        user("by_id"),
        sa.Column("at", MOMENT, nullable=False),
    )


def open_what_is_frozen():
    freeze = sa.table("freeze", sa.column("reference", sa.String), sa.column("since", sa.Date))
    names = ("public_id", "reference", "subject", "answer_days", "extension_days")
    request = sa.table("woo_request", sa.column("received_on", sa.Date), sa.column("opened_at", MOMENT), *map(sa.column, names))
    first = sa.select(freeze.c.reference, sa.func.min(freeze.c.since)).group_by(freeze.c.reference)
    for reference, since in op.get_bind().execute(first).all():
        op.get_bind().execute(
            sa.insert(request).values(
                public_id="".join(secrets.choice(LETTERS) for _letter in range(26)), reference=reference, subject="",
                received_on=since, answer_days=28, extension_days=0, opened_at=datetime.now(UTC),
            )
        )


def downgrade():
    for name in ("woo_file", "woo_blackout", "woo_item", "woo_view", "woo_handler", "woo_request"):
        op.drop_table(name)
