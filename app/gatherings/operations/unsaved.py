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

LASTS = timedelta(days=30)


def keep_unsaved(by: User, place: str, gathering: Gathering | None, typed: Mapping[str, list[str]]) -> None:
    """Keeps what somebody is typing in this form, in place of what they typed there before."""
    kept = {name: [value.replace("\x00", "") for value in values] for name, values in typed.items()}
    found = queries.unsaved_at(by, place)
    if found is None:
        begun = Unsaved(user_id=by.id, gathering_id=gathering.id if gathering else None, place=place, typed=kept)
        try:
            with db.session.begin_nested():
                db.session.add(begun)
        except IntegrityError:  # the same form, open in two tabs
            found = queries.unsaved_at(by, place)
    if found is not None:
        found.typed, found.typed_at = kept, clock.now()
    db.session.flush()


def forget_unsaved(by: User, place: str) -> None:
    """It was saved, or its writer wants it no more."""
    queries.delete_unsaved(by, place)


def forget_old_unsaved() -> int:
    """Deletes what nobody went on with for thirty days; how many. Run every night."""
    return destroyed("gathering_unsaved", queries.delete_unsaved_before(clock.now() - LASTS), f"{LASTS.days} days")
