"""Everything that is kept of one person with an account."""

from collections.abc import Sequence

from sqlalchemy import select

from app.accounts.models import User
from app.contributions.models import Contribution, Draft, Reading, Step, ViewOfHidden
from app.core.database import db


def shared_wholly_by(user: User) -> Sequence[Contribution]:
    """What this person shared while signed in, oldest first, to be shown with all that hangs on it."""
    wanted = Contribution.author_id == user.id
    return db.session.scalars(select(Contribution).where(wanted).order_by(Contribution.id)).all()


def every_draft_of(user: User) -> Sequence[Draft]:
    return db.session.scalars(select(Draft).where(Draft.user_id == user.id).order_by(Draft.id)).all()


def looks_by(user: User) -> Sequence[ViewOfHidden]:
    """The log of this person's own reading at the desk."""
    return db.session.scalars(
        select(ViewOfHidden).where(ViewOfHidden.user_id == user.id).order_by(ViewOfHidden.id)
    ).all()


def steps_by(user: User) -> Sequence[Step]:
    return db.session.scalars(select(Step).where(Step.by_id == user.id).order_by(Step.id)).all()


def readings_by(user: User) -> Sequence[Reading]:
    return db.session.scalars(select(Reading).where(Reading.reader_id == user.id).order_by(Reading.id)).all()
