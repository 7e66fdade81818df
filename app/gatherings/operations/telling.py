"""Telling whoever signed up or has a task what changed, and that it does not take place."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta

from app.accounts.models import User
from app.accounts.queries import hosts_at
from app.core import clock
from app.core.clock import today
from app.core.database import db
from app.core.outbox import take_back
from app.gatherings import messages, queries
from app.gatherings.models import Change, Gathering, Registration, What

QUIET = timedelta(minutes=15)  # since the last change, so that somebody who changes five things tells it once


def tell_changes() -> int:
    """Mails everybody who signed up what changed since they were told; how many mails. Run every ten minutes."""
    count = 0
    for gathering, changes in queries.untold_changes():
        if is_quiet(changes):
            count += tell_now(gathering, changes)
    db.session.flush()
    return count


def tell_now(gathering: Gathering, changes: Sequence[Change]) -> int:
    count = tell_all(gathering, changes)
    for change in changes:
        change.told_at = clock.now()
    return count


def tell_all(gathering: Gathering, changes: Sequence[Change]) -> int:
    """One mail to each who has something to hear of it; how many."""
    people = queries.everybody_at(gathering) if gathering.on >= today() else []
    heard, count = heard_at(gathering), 0
    for registration in people:
        new = still_to_tell(registration, changes, heard)
        if gathering.is_cancelled:
            messages.called_off(registration, changes[-1].id)
        elif new:
            messages.changed(registration, new)
        count += gathering.is_cancelled or bool(new)
    guests = {registration.email for registration in people}
    return count + (tell_who_helps(gathering, changes, guests) if gathering.on >= today() else 0)


def tell_who_helps(gathering: Gathering, changes: Sequence[Change], guests: Collection[str]) -> int:
    """The same to who has a task and to the hosts of an organisation that is named as a host too, each once; how many
    mails. Whoever signs up as a guest heard it as that, in the inbox too."""
    users: dict[str, User | None] = {holder.email: user for holder, user in queries.with_accounts(gathering)}
    for organisation in queries.cohosts(gathering, agreed=True):
        users |= {user.email: user for user in hosts_at(organisation.id)}
    addresses = {user.email if user else email: user for email, user in users.items()}
    if gathering.is_cancelled:
        take_back(messages.kind_of_news(gathering))
    others = {address: user for address, user in addresses.items() if address not in guests}
    for address, user in others.items():
        messages.news_of_a_task(gathering, changes, address, user)
    return len(others)


def heard_at(gathering: Gathering) -> Mapping[str, datetime]:
    """When somebody last heard all that had changed until then, because they lost their place in a part: by public id
    of the registration."""
    untold = [change.at for change in gathering.changes if change.told_at is None]
    return queries.told_of_lost_parts(min(untold)) if untold else {}


def still_to_tell(
    registration: Registration, changes: Sequence[Change], heard: Mapping[str, datetime]
) -> Sequence[Change]:
    """Of these changes those that they did not hear yet."""
    last = heard.get(registration.public_id)
    return [change for change in changes if last is None or change.at > last]


def is_quiet(changes: Sequence[Change]) -> bool:
    """Whether nobody is still changing things; that it does not take place is told at once."""
    is_off = any(change.what is What.CANCELLED for change in changes)
    return is_off or max(change.at for change in changes) <= clock.now() - QUIET
