"""Finding what organisers typed and did not save."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select

from app.accounts.models import User
from app.core.database import db, number_of
from app.gatherings.models import Unsaved


def unsaved_at(user: User, place: str) -> Unsaved | None:
    """What this person typed in this form and did not save."""
    return db.session.scalar(select(Unsaved).where(Unsaved.user_id == user.id, Unsaved.place == place))


def unsaved_by(user: User) -> Sequence[Unsaved]:
    """All that this person typed and did not save."""
    return db.session.scalars(select(Unsaved).where(Unsaved.user_id == user.id).order_by(Unsaved.place)).all()


def delete_unsaved(user: User, place: str) -> None:
    db.session.execute(delete(Unsaved).where(Unsaved.user_id == user.id, Unsaved.place == place))


def delete_unsaved_before(moment: datetime) -> int:
    """Deletes what was last typed before this moment; how many forms."""
    return number_of(db.session.execute(delete(Unsaved).where(Unsaved.typed_at < moment)))
