"""One mail a day for everything together, and quiet hours for every account.

Revision ID: 0076
Revises: 0075
"""

import sqlalchemy as sa
from alembic import op

revision = "0076"
down_revision = "0075"
branch_labels = None
depends_on = None
HOURS = ("quiet_from", "quiet_until", "quiet_weekend")


def upgrade():
    op.add_column("email", sa.Column("who", sa.String(64), nullable=False, server_default=""))
    op.add_column("email", sa.Column("haste", sa.String(10), nullable=False, server_default="asked"))
    op.add_column("email", sa.Column("apart", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("email", sa.Column("leaves_in", sa.String(100), nullable=False, server_default=""))
    op.create_index(op.f("ix_email_who"), "email", ["who"])
    op.add_column("mail_day", sa.Column("mail_key", sa.String(100), nullable=False, server_default=""))
    op.add_column("user", sa.Column("quiet_from", sa.Integer(), nullable=False, server_default="20"))
    op.add_column("user", sa.Column("quiet_until", sa.Integer(), nullable=False, server_default="9"))
    op.add_column("user", sa.Column("quiet_weekend", sa.Boolean(), nullable=False, server_default=sa.true()))
    user = sa.table("user", sa.column("id"), *[sa.column(name) for name in HOURS])
    follower = sa.table("follower", sa.column("user_id"), *[sa.column(name) for name in HOURS])
    known = user.c.id.in_(sa.select(follower.c.user_id).where(follower.c.user_id.is_not(None)))
    for name in HOURS:  # what an account said where it follows something now counts for all its mail
        theirs = sa.select(follower.c[name]).where(follower.c.user_id == user.c.id).scalar_subquery()
        op.execute(user.update().where(known).values({name: theirs}))


def downgrade():
    for name in HOURS:
        op.drop_column("user", name)
    op.drop_column("mail_day", "mail_key")
    op.drop_index(op.f("ix_email_who"), "email")
    for name in ("leaves_in", "apart", "haste", "who"):
        op.drop_column("email", name)
