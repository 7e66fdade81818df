"""Telling the caterer how many eat what: on the day that the organisers named, and what changes after it."""

from typing import Any

from app.core import clock
from app.core.clock import local, today
from app.core.database import db
from app.gatherings import messages, queries
from app.gatherings.catering import counted, is_without_food, meal_of
from app.gatherings.models import Catering, Gathering

FROM_HOUR = 9  # in the Netherlands


def numbers_for_caterer(gathering: Gathering) -> dict[str, Any]:
    """As `counted` counts; nobody eats where the food that the caterer knew of is out of the programme."""
    told = queries.catering_of(gathering)
    return counted([] if is_without_food(gathering, told) else queries.eaters(gathering))


def tell_caterers() -> int:
    """Mails the numbers where they are due or differ from what was told before today, and at once that nobody needs
    food any more, or on another day, hour or place; how many mails. Run hourly."""
    told = 0
    for gathering in queries.to_cater(today()):
        queries.hold_seats(gathering.id)
        told += tell_caterer(gathering)
    return told


def tell_caterer(gathering: Gathering) -> int:
    """What the caterer, and one who was told before, have to hear now; how many mails."""
    before = queries.catering_of(gathering)
    count = 0
    if before is not None and before.meal is None:  # of before this was kept: what they know is how it is now
        before.meal = meal_of(gathering)
    if before is not None and (reason := why_off(gathering, before)):
        count += call_off(gathering, before, reason)
    if gathering.is_ahead(clock.now()) and not is_without_food(gathering, before):
        count += tell_numbers(gathering, before)
    return count


def why_off(gathering: Gathering, before: Catering) -> str:
    """Why whoever was told need not bring food any more, for the mail that says it; empty when they do."""
    if gathering.is_cancelled:
        return "cancelled"
    if is_without_food(gathering, before):
        return "no food"
    return "" if before.told_to == gathering.caterer_email else "other caterer"


def call_off(gathering: Gathering, before: Catering, reason: str) -> bool:
    """Once to whoever was told, if anybody counts on it still."""
    if not before.told_to:
        return False
    messages.caterer_off(before, gathering, reason)
    before.told_to = ""
    db.session.flush()
    return True


def tell_numbers(gathering: Gathering, before: Catering | None) -> bool:
    """The first time to the caterer only; later numbers to the caterer and to the organisers, once a day. Another day,
    hour or place does not wait for the next day: it is told each time that it changes."""
    now, meal = numbers_for_caterer(gathering), meal_of(gathering)
    is_first = before is None or before.told_to != gathering.caterer_email
    moved = before is not None and not is_first and has_moved(before.meal, meal)
    if not moved and not (is_due(gathering) and has_news(before, now, is_first)):
        return False
    if before is None:
        before = Catering(gathering_id=gathering.id)
        db.session.add(before)
    elif before.told != now:
        before.changed_on = today()
        messages.catering_changed(gathering, queries.organisers_of(gathering))
    before.told, before.told_on, before.told_to, before.meal = now, today(), gathering.caterer_email, meal
    db.session.flush()
    if gathering.caterer_email:
        messages.to_caterer(gathering, now, is_change=not is_first, moved=moved)
    return bool(gathering.caterer_email)


def has_moved(before: dict[str, Any] | None, now: dict[str, Any]) -> bool:
    return before is not None and any(before[name] != now[name] for name in ("on", "starts", "place"))


def has_news(before: Catering | None, now: dict[str, Any], is_first: bool) -> bool:
    """Whether they hear these numbers today: the first time, or when they are other ones than those of before today."""
    return before is None or is_first or (before.told != now and before.told_on < today())


def is_due(gathering: Gathering) -> bool:
    """Whether the day and hour came at which the caterer hears numbers."""
    on_day = gathering.catering_on is not None and gathering.catering_on <= today()
    return on_day and local(clock.now()).hour >= FROM_HOUR
