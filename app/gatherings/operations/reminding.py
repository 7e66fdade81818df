"""Reminding who comes: a week before and the day before, at nine in the morning, once."""

from datetime import UTC, datetime, time, timedelta

from app.core import clock
from app.core.clock import AMSTERDAM
from app.core.database import db
from app.gatherings import messages, queries
from app.gatherings.models import Reminder

DAYS_BEFORE = (7, 1)
THE_DAY_ITSELF, THE_DAY_AFTER = 0, -1
AT = time(9)
WINDOW = timedelta(hours=12)  # a reminder that is later than this is not sent any more


def remind() -> int:
    """Sends what is due; how many mails. Run every ten minutes."""
    return remind_in_the_morning() + end_the_lines()


def remind_in_the_morning() -> int:
    due_at = datetime.combine(clock.today(), AT, tzinfo=AMSTERDAM).astimezone(UTC)
    if not due_at <= clock.now() < due_at + WINDOW:
        return 0
    return sum(remind_of(days, due_at) for days in DAYS_BEFORE) + ask_for_experiences(due_at)


def remind_of(days: int, due_at: datetime) -> int:
    on = clock.today() + timedelta(days=days)
    found = queries.to_remind(on, days, confirmed_before=due_at)
    for registration in found:
        db.session.add(Reminder(registration_id=registration.id, on=on, days=days, sent_at=clock.now()))
        messages.reminder(registration, days)
    db.session.flush()
    return len(found)


def ask_for_experiences(due_at: datetime) -> int:
    """The day after, once: to whoever brought an experience and did not make a contribution of it yet."""
    on = clock.today() + timedelta(days=THE_DAY_AFTER)
    found = [one for one in queries.to_remind(on, THE_DAY_AFTER, confirmed_before=due_at) if one.experience]
    for registration in found:
        db.session.add(Reminder(registration_id=registration.id, on=on, days=THE_DAY_AFTER, sent_at=clock.now()))
        messages.experience_brought(registration)
    db.session.flush()
    return len(found)


def end_the_lines() -> int:
    """Until a gathering begins a place may come free. Then whoever still waits hears once that none did; how many.

    Signing up may have closed long before: the line goes on, as people still cancel.
    """
    at = clock.now()
    days = {clock.local(at).date(), clock.local(at - WINDOW).date()}
    found = [one for on in sorted(days) for one in queries.to_remind(on, THE_DAY_ITSELF, at, has=queries.WAITS)]
    over = [one for one in found if at - WINDOW < one.gathering.begins_at <= at]
    for registration in over:
        on = registration.gathering.on
        db.session.add(Reminder(registration_id=registration.id, on=on, days=THE_DAY_ITSELF, sent_at=at))
        messages.line_ended(registration)
    db.session.flush()
    return len(over)
