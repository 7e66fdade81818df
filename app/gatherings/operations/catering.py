"""Telling the caterer how many eat what: on the day that the organisers named, and what changes after it."""

from typing import Any

from app.core import clock
from app.core.clock import local, today
from app.core.database import db
from app.gatherings import messages, queries
from app.gatherings.catering import counted
from app.gatherings.models import Catering, Gathering

FROM_HOUR = 9  # in the Netherlands


def numbers_for_caterer(gathering: Gathering) -> dict[str, Any]:
    return counted(queries.eaters(gathering))


def tell_caterers() -> int:
    """Mails the numbers where they are due or differ from what was told before today; how many mails. Run hourly."""
    if local(clock.now()).hour < FROM_HOUR:
        return 0
    told = 0
    for gathering in queries.to_cater(today()):
        queries.hold_seats(gathering.id)
        if gathering.is_ahead(clock.now()):
            told += tell_caterer(gathering)
    return told


def tell_caterer(gathering: Gathering) -> bool:
    """The first time to the caterer only; a later change to the caterer and to the organisers, once a day."""
    now, before = numbers_for_caterer(gathering), queries.catering_of(gathering)
    if before is None:
        db.session.add(Catering(gathering_id=gathering.id, told=now, told_on=today()))
    elif before.told == now or before.told_on >= today():
        return False
    else:
        before.told, before.told_on, before.changed_on = now, today(), today()
        messages.catering_changed(gathering, queries.organisers_of(gathering))
    db.session.flush()
    if gathering.caterer_email:
        messages.to_caterer(gathering, now, is_change=before is not None)
    return bool(gathering.caterer_email)
