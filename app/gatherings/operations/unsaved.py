"""What organisers type in a form is kept while they type, and let go of once they saved it."""

from collections.abc import Mapping
from datetime import timedelta

from sqlalchemy.exc import IntegrityError

from app.accounts.models import User
from app.core import clock
from app.core.database import db
from app.core.destruction import destroyed
from app.gatherings import queries
from app.gatherings.models import Gathering, Unsaved
from app.gatherings.models.unsaved import SAVED

LASTS = timedelta(days=30)


def keep_unsaved(
    by: User, place: str, gathering: Gathering | None, typed: Mapping[str, list[str]], key: str = ""
) -> bool:
    """Keeps what somebody is typing in this form, in place of what they typed there before. True when it was kept.

    A form that was saved with this key keeps nothing more: a message that was sent must not come back as not sent.
    """
    found = row_of(by, place, gathering)
    if found is None or found.was_saved_with(key):
        return False
    found.typed = {name: [value.replace("\x00", "") for value in values] for name, values in typed.items()}
    found.typed_at = clock.now()
    db.session.flush()
    return True


def row_of(by: User, place: str, gathering: Gathering | None) -> Unsaved | None:
    """The one row of this form of this person, held; None when somebody threw it away at this very moment."""
    found = queries.unsaved_to_change(by, place)
    if found is not None:
        return found
    begun = Unsaved(user_id=by.id, gathering_id=gathering.id if gathering else None, place=place, typed={})
    try:
        with db.session.begin_nested():
            db.session.add(begun)
    except IntegrityError:  # the same form, open in two tabs
        return queries.unsaved_to_change(by, place)
    return begun


def let_go_of_saved(by: User, place: str, gathering: Gathering | None, key: str) -> None:
    """It was saved. Of a form that has a key, the key is known for a while: a copy may still be on its way."""
    found = row_of(by, place, gathering) if key else None
    if found is None:
        queries.delete_unsaved(by, place)
        return
    found.typed, found.typed_at = {SAVED: [key]}, clock.now()
    db.session.flush()


def forget_unsaved(by: User, place: str) -> None:
    """Its writer wants it no more."""
    queries.delete_unsaved(by, place)


def forget_old_unsaved() -> int:
    """Deletes what nobody went on with for thirty days; how many. Run every night."""
    return destroyed("gathering_unsaved", queries.delete_unsaved_before(clock.now() - LASTS), f"{LASTS.days} days")
