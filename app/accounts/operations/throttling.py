"""Slowing down whoever guesses: only failures count, so that a busy office is not shut out."""

from collections.abc import Callable
from typing import TypeVar

from app.accounts import queries
from app.accounts.models import Attempt
from app.accounts.operations.signing_in import WINDOW
from app.core import clock
from app.core.database import keep_now, own_transaction
from app.core.errors import NotFound
from app.core.guard import too_many
from app.core.security import fingerprint
from app.core.wording import _

T = TypeVar("T")
GUESSES = 30  # wrong secrets from one place in a quarter of an hour


def has_failed_too_often(what: str, who: str, most: int) -> bool:
    """Whether somebody failed at something `most` times in the last quarter of an hour."""
    return queries.attempts_since(fingerprint(f"{what}:{who}"), clock.now() - WINDOW) >= most


def note_failure(what: str, who: str) -> None:
    """Counts a failure at once, apart from the request, which fails as well."""
    keep_now()  # lets go of the lock that a POST holds, or this would wait for itself
    with own_transaction() as apart:
        apart.add(Attempt(key=fingerprint(f"{what}:{who}")))


def opened_by_code(what: str, place: str, find: Callable[[], T]) -> T:
    """What a code that people type opens. Raises NotFound; whoever keeps guessing from one place has to wait."""
    if has_failed_too_often(what, place, GUESSES):
        raise too_many()
    try:
        return find()
    except NotFound:
        note_failure(what, place)
        raise


def opened_by_link(place: str, find: Callable[[], T]) -> T:
    """What a secret of 160 bits or more in a link opens. Raises NotFound.

    Such a secret cannot be guessed, so who holds it is never refused for what others opened in vain from one place: a
    whole office, or a mail program that looks at the links of all its readers. Only opening in vain has to wait.
    """
    try:
        return find()
    except NotFound:
        if has_failed_too_often("link from", place, GUESSES):
            raise too_many() from None
        note_failure("link from", place)
        raise


def enough_mails() -> str:
    """For whoever asks for another mail to an address at which several arrived just now."""
    return _(
        "We just sent several mails to this address, so this time we kept and sent nothing. Open those mails first, or"
        " press again in fifteen minutes."
    )
