"""That a challenge closes within a week, or that its date passed, is known of one day: of a day to which it is moved that
is found and told anew.

What was found before is of the day that the challenge has now.

Revision ID: 0107
Revises: 0106
"""

import sqlalchemy as sa
from alembic import op

revision = "0107"
down_revision = "0106"
branch_labels = None
depends_on = None

KINDS = ("challenge_closes:", "challenge_past:")
happening = sa.table("happening", *map(sa.column, ("id", "mark", "challenge_id")))
challenge = sa.table("challenge", sa.column("id"), sa.column("closes_on", sa.Date))


def upgrade():
    known = happening.alias()
    day = sa.select(sa.cast(challenge.c.closes_on, sa.String)).where(challenge.c.id == happening.c.challenge_id)
    for kind in KINDS:
        without = sa.literal(kind) + sa.cast(happening.c.challenge_id, sa.String)
        of_its_day = without + ":" + day.correlate(happening).scalar_subquery()
        has_day = sa.exists().where(challenge.c.id == happening.c.challenge_id, challenge.c.closes_on.is_not(None))
        is_new = ~sa.exists().where(known.c.mark == of_its_day)
        op.execute(sa.update(happening).where(happening.c.mark == without, has_day, is_new).values(mark=of_its_day))


def downgrade():
    """The first of each is known without its day; the others keep theirs, which says nothing to who looks without."""
    for kind in KINDS:
        first = sa.select(sa.func.min(happening.c.id)).where(happening.c.mark.startswith(kind))
        wanted = happening.c.id.in_(first.group_by(happening.c.challenge_id))
        without = sa.literal(kind) + sa.cast(happening.c.challenge_id, sa.String)
        op.execute(sa.update(happening).where(wanted).values(mark=without))
