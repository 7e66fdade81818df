"""The telephone number at which the hosts of a challenge may call: given, looked at, changed, taken back."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy.orm.attributes import flag_modified

from app.accounts.models import User
from app.contributions import queries
from app.contributions.models import Contribution, HostPhone, Side
from app.contributions.models.contact import tomorrow
from app.contributions.operations.looks import log_view, log_view_at_once
from app.contributions.operations.remembering import remember
from app.contributions.queries.host_phone import (
    LOOKER,
    has_looked_today,
    host_phone_of,
    phones_of_challenges_closed_before,
    phones_taken_back_before,
)
from app.core import clock
from app.core.database import db
from app.core.destruction import destroyed
from app.core.errors import Refusal
from app.core.wording import _

DAYS = 90  # after the challenge closed
REMOVED = "phone_removed"


def let_host_call(contribution: Contribution, phone: str) -> None:
    """Keeps this number for the hosts; an empty one takes back what was kept. Raises Refusal when they may not ask."""
    if not phone:
        take_back(contribution)
        return
    conversation = queries.conversation_of(contribution, Side.HOST)
    if conversation is None or not conversation.lets_host_ask:
        raise Refusal(_("First let the host municipality ask you something. Then you can leave a number."))
    found = host_phone_of(contribution)
    if found is None:
        db.session.add(HostPhone(contribution_id=contribution.id, phone=phone))
    elif found.phone != phone:
        found.offered_from = tomorrow() if found.is_over else found.offered_from
        put_in_place(found, phone)
    db.session.flush()


def take_back(contribution: Contribution) -> None:
    """The number is gone at once, and no backup brings it back. A second time changes nothing.

    That there was one leaves the pages of the hosts at midnight, with everything else of that day: of two numbers that
    go within the same minute they would see that these are of one person. When they see none today, nothing is left.
    """
    found = host_phone_of(contribution)
    if found is None or not found.is_offered:
        forget_host_phone(contribution)
    elif not found.is_taken_back:
        put_in_place(found, "")


def put_in_place(found: HostPhone, phone: str) -> None:
    """Another number, or none, in place of this one."""
    remember(found.contribution, REMOVED)  # the one before
    found.phone, found.given_at = phone, clock.now()
    flag_modified(found, "phone")  # what no key opens is read as none, and would be left
    db.session.flush()
    db.session.expire(found, ["is_taken_back"])


def look(contribution: Contribution, by: User) -> None:
    """Notes that a host asks to see the number; once a day is enough, as it stays in view for that day.

    The caller holds the contribution, and changed nothing yet. Raises Refusal when there is no number any more, or
    since today another one or none. That this changed is news too, so of who hears it the note is kept all the same;
    and which of the two it was is told to nobody on that day.
    """
    known = host_phone_of(contribution)
    if known is None or not known.is_offered:
        raise Refusal(_("The contributor took the number back."))
    if not known.phone and not known.is_taken_back:
        raise Refusal(_("We cannot open this number now. That is a fault of ours. Try again later."))
    is_in_view = known.is_in_view
    note = log_view if is_in_view else log_view_at_once  # a refusal takes back what the request wrote itself
    if not has_looked_today(known, by):
        note(contribution, by, LOOKER)
    if not is_in_view:
        raise Refusal(
            _(
                "You cannot look at the number now: its contributor changed something about it today. "
                "See tomorrow whether you may call. The contributor reads that you asked to see it now."
            )
        )


def forget_host_phone(contribution: Contribution) -> None:
    """Deletes the number: with it goes the right to call. No backup brings it back."""
    found = host_phone_of(contribution)
    if found is not None:
        remember(contribution, REMOVED)
        db.session.delete(found)
        db.session.flush()


def forget_host_phones() -> int:
    """Deletes the numbers with challenges that closed long enough ago, and what is left of what was taken back."""
    today = clock.today()
    left = delete_all(phones_taken_back_before(today), "the day after it was taken back")
    closed = phones_of_challenges_closed_before(today - timedelta(days=DAYS))
    return left + delete_all(closed, f"{DAYS} days after the challenge closed")


def delete_all(found: Sequence[HostPhone], rule: str) -> int:
    """Deletes these, and declares by which rule; how many."""
    for phone in found:
        db.session.delete(phone)
    db.session.flush()
    return destroyed("host_phone", len(found), rule)
