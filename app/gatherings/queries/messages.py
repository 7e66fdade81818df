"""Finding what organisers wrote to who comes."""

from collections.abc import Sequence

from sqlalchemy import delete, select
from sqlalchemy.orm import joinedload

from app.accounts.models import User
from app.core.database import db
from app.gatherings.models import Gathering, MessageTo, Registration, SentMessage


def messages_of(gathering: Gathering) -> Sequence[SentMessage]:
    """All messages, the last one on top."""
    wanted = select(SentMessage).where(SentMessage.gathering_id == gathering.id).options(joinedload(SentMessage.by))
    return db.session.scalars(wanted.order_by(SentMessage.id.desc())).unique().all()


def message_with(gathering: Gathering, key: str) -> SentMessage | None:
    """The message that this form sent already."""
    wanted = select(SentMessage).where(SentMessage.gathering_id == gathering.id, SentMessage.key == key)
    return db.session.scalar(wanted)


def messages_to(registration: Registration) -> Sequence[SentMessage]:
    """What organisers wrote to this person, the last on top."""
    wanted = select(SentMessage).join(MessageTo).where(MessageTo.registration_id == registration.id)
    return db.session.scalars(wanted.order_by(SentMessage.id.desc())).all()


def forget_messages_to(registration: Registration) -> None:
    db.session.execute(delete(MessageTo).where(MessageTo.registration_id == registration.id))


def messages_by(user: User) -> Sequence[SentMessage]:
    """What somebody wrote, as organiser."""
    return db.session.scalars(select(SentMessage).where(SentMessage.by_id == user.id).order_by(SentMessage.id)).all()
