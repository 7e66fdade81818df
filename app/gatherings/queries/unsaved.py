"""Finding what organisers typed and did not save."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select

from app.accounts.models import User
from app.core.database import db, number_of
from app.gatherings.models import Unsaved


def unsaved_at(user: User, place: str) -> Unsaved | None:
    """What this person typed in this form and did not save."""
    found = db.session.scalar(select(Unsaved).where(Unsaved.user_id == user.id, Unsaved.place == place))
    return None if found is None or found.was_saved else found


def unsaved_to_change(user: User, place: str) -> Unsaved | None:
    """The row of this form, saved or not; nobody else changes it before the end of the transaction."""
    wanted = select(Unsaved).where(Unsaved.user_id == user.id, Unsaved.place == place)
    return db.session.scalar(wanted.with_for_update().execution_options(populate_existing=True))


def unsaved_by(user: User) -> Sequence[Unsaved]:
    """All that this person typed and did not save."""
    wanted = select(Unsaved).where(Unsaved.user_id == user.id).order_by(Unsaved.place)
    return [found for found in db.session.scalars(wanted) if not found.was_saved]


def delete_unsaved(user: User, place: str) -> None:
    db.session.execute(delete(Unsaved).where(Unsaved.user_id == user.id, Unsaved.place == place))


def delete_unsaved_before(moment: datetime) -> int:
    """Deletes what was last typed before this moment; how many forms."""
    return number_of(db.session.execute(delete(Unsaved).where(Unsaved.typed_at < moment)))
