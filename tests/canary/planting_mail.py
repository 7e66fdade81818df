"""What the clock writes to people about all that was planted: every job that mails, each at an hour at which it may."""

from datetime import datetime, time
from unittest.mock import patch

from sqlalchemy import func, select

from app.core.clock import AMSTERDAM, today, workday_after
from app.core.database import db
from app.core.outbox import Email
from app.following.operations import find
from app.schedule import JOBS, run

MAILS = (
    "mind-challenges", "tell-followers", "tell-hosts", "tell-reactions", "tell-answerers", "tell-news", "tell-what-waits",
    "tell-changes", "remind-who-comes", "tell-caterers", "remind-to-look", "remind-of-appeals", "mind-silence", "ask-what-came",
)  # fmt: skip
LATER = 8  # working days: what came without a name is told by then, and what waits has waited too long


def begin_to_follow():
    """What is there now is no news."""
    find()
    db.session.commit()


def let_the_clock_tell():
    """Runs each job on three days, as one address hears one thing a day; how many mails each wrote."""
    assert set(MAILS) <= set(JOBS)
    wrote = dict.fromkeys(MAILS, 0)
    for days in (1, 2, LATER):
        moment = datetime.combine(workday_after(today(), days), time(17), AMSTERDAM)
        with patch("app.core.clock.now", return_value=moment), patch.object(db.session, "remove"):
            for name in MAILS:
                before = number_of_mails()
                run(name)
                wrote[name] += number_of_mails() - before
    return wrote


def number_of_mails():
    return db.session.scalar(select(func.count()).select_from(Email))
