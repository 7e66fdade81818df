"""What people hear of a gathering, each in their own language: a link to their own page, and nothing that was typed."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from flask import render_template

from app.accounts.queries import user_by_email
from app.core import clock
from app.core.inboxes import leave_a_copy
from app.core.mail_days import Haste
from app.core.outbox import post, take_back
from app.core.security import fingerprint, random_id
from app.core.site import address_of, path_of
from app.core.wording import LANGUAGES, _, in_language, lazy, path_in, spoken_path
from app.gatherings import queries
from app.gatherings.changed import in_words
from app.gatherings.models import Change, Gathering, Part, Registration, SeatState
from app.notifications.operations import forget_messages_at, take_messages_back

NEAR = timedelta(days=3)


def token_of(public_id: str) -> str:
    """The secret of the link to a registration: it follows from its id, so that every mail can carry it."""
    return fingerprint(f"registration:{public_id}")[:40]


def haste_near(gathering: Gathering) -> Haste | None:
    """What concerns a gathering that is near cannot wait for the mail of a next day, over a weekend perhaps."""
    return Haste.TODAY if gathering.on <= clock.today() + NEAR else None


def to_one(
    registration: Registration,
    subject: object,
    template: str,
    key: str = "",
    haste: Haste | None = None,
    **given: object,
) -> None:
    """One mail to one person, with the link to their own page. The same key is sent once.

    Whoever signs in with this address finds it in their inbox too; a work address that was confirmed once may be
    somebody else's today. That leads to the list of what they signed up for: the link itself, which whoever has it
    can use, stands in no inbox.
    """
    with in_language(registration.language):
        path = path_of("gatherings.registration", token=token_of(registration.public_id))
        url, gathering = address_of(spoken_path(path)), registration.gathering
        words = partial(render_template, f"gatherings/email/{template}.txt", gathering=gathering, **given)
        about = f"{subject}: {gathering.title}"
        key = f"registration-{registration.public_id}-{key or random_id()}"
        if post(registration.email, about, words(url=url), key=key, haste=haste or haste_near(gathering)):
            account = user_by_email(registration.email)
            if account is not None and account.is_active:
                listed = spoken_path(listed_at(registration.public_id))
                leave_a_copy(account.id, about, words(url=address_of(listed)), listed)


def listed_at(public_id: str) -> str:
    """Where a registration stands in the list of whoever has an account with its address."""
    return f"{path_of('gatherings.mine')}#aanmelding-{public_id}"


def forget_copies(public_ids: Iterable[str]) -> None:
    """What lies in an inbox about these registrations goes with them: it says that somebody signed up, and where."""
    forget_messages_at(set().union(*map(copies_at, public_ids)))


def copies_at(public_id: str) -> set[str]:
    return {path_in(code, listed_at(public_id)) for code in LANGUAGES}


def take_back_what_waits(registration: Registration, kind: str = "") -> None:
    """What still waits to leave for the mail of a day, of one kind or all of it, when it is not so any more; and its
    copies in the inbox that were not read."""
    subjects = take_back(f"registration-{registration.public_id}-{kind}")
    take_messages_back(copies_at(registration.public_id), subjects)


def places_of(registration: Registration) -> dict[str, Any]:
    """For _comes_to.txt of the mails: the parts that they come to or wait for, or how the whole gathering stands.

    It begins for them when the first part begins that they have a place in.
    """
    whole, parts = registration.seat_in(None), registration.comes_to
    hours = [part.starts for part, seat in parts if seat.state is SeatState.HELD] or [registration.gathering.starts]
    waits = any(seat.state is SeatState.WAITING for seat in registration.seats)
    only_waits = waits and not any(seat.is_taken for seat in registration.seats)
    given = {"comes_to": parts, "whole": whole.state if whole else None}
    return given | {"begins": min(hours), "only_waits": only_waits}


def please_confirm(registration: Registration) -> None:
    to_one(registration, lazy("Confirm that you come"), "confirm", haste=Haste.ASKED, others=False)


def known_already(registration: Registration, brings_others: bool = False) -> None:
    """Somebody signed up an address that comes already: the page told nothing, this mail does."""
    to_one(registration, lazy("You have signed up already"), "known", haste=Haste.ASKED, others=brings_others)


def walk_link(registration: Registration) -> str:
    """The address of the walk for who has a place, from the day before on: a phone is made ready then. Else ''."""
    walk = queries.open_walk_of(registration.gathering, clock.today()) if registration.has_place else None
    with in_language(registration.language):
        return address_of(spoken_path(path_of("gatherings.walk", code=walk.code))) if walk else ""


def confirmed(registration: Registration) -> None:
    """With the link of the walk once that is open: whoever confirms on the last day was not reminded with it."""
    given = {"brought": registration.lead_id is not None, "walk_url": walk_link(registration)} | places_of(registration)
    told = lazy("You are on the waiting list") if given["only_waits"] else lazy("You have signed up")
    subject = lazy("Somebody signed you up") if registration.lead_id else told
    to_one(registration, subject, "confirmed", key="confirmed", haste=Haste.ASKED, **given)


def seat_offered(registration: Registration, until: datetime) -> None:
    to_one(registration, lazy("There is a place for you"), "offered", haste=Haste.TODAY, until=until)


def seat_lapsed(registration: Registration) -> None:
    to_one(registration, lazy("The place went to somebody else"), "lapsed")


def added(registration: Registration) -> None:
    given = {"walk_url": walk_link(registration)} | places_of(registration)
    to_one(registration, lazy("The organisers signed you up"), "added", key="confirmed", **given)


def placed(registration: Registration) -> None:
    to_one(registration, lazy("Your places have changed"), "placed", **places_of(registration))


def part_off(registration: Registration, part: Part, changes: Sequence[Change]) -> None:
    """A part that they had a place in, or waited for, is off: what they still come to, what they can do, and what else
    changed that they did not hear yet. So it is the only mail of all this: a reminder that waits names the part."""
    take_back_what_waits(registration, "reminder-")
    with in_language(registration.language):
        told = [in_words(change).text for change in changes if change.piece != part.public_id]
    given: dict[str, Any] = {"part": part, "told": told} | places_of(registration)
    key = f"{queries.PART_OFF}-{part.public_id}"
    to_one(registration, lazy("You lost your place in a part"), "part_off", key=key, **given)


def dismissed(registration: Registration) -> None:
    to_one(registration, lazy("You do not come any more"), "dismissed", key="dismissed")


def written(registration: Registration, subject: str, text: str, key: str) -> None:
    """What the organisers write: the one mail with words of people in it, so it says whose words they are."""
    to_one(registration, subject, "written", key=f"message-{key}", words=text)


def cancelled(registration: Registration) -> None:
    """To the address, before it is deleted: the last mail."""
    with in_language(registration.language):
        path = path_of("gatherings.gathering", slug=registration.gathering.slug)
        given = {"gathering": registration.gathering, "url": address_of(spoken_path(path))}
        text = render_template("gatherings/email/cancelled.txt", **given)
        subject = f"{_('You do not come any more')}: {registration.gathering.title}"
        post(registration.email, subject, text, haste=Haste.ASKED)
