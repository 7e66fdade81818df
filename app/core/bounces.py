"""Addresses of which a mail server says for good that nobody reads mail there."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import String, delete, select
from sqlalchemy.orm import Mapped, mapped_column

from app.core import clock
from app.core.clock import now
from app.core.database import Base, db, number_of
from app.core.destruction import destroyed
from app.core.security import fingerprint

KEPT_BOUNCES = timedelta(days=365)


class Bounce(Base):
    """That mail to an address came back for good; by a fingerprint, which says of a known address only whether."""

    __tablename__ = "bounce"

    who: Mapped[str] = mapped_column(String(64), primary_key=True)
    at: Mapped[datetime] = mapped_column(default=now)


def bounce_of(address: str) -> str:
    return fingerprint(f"bounce:{address.strip().lower()}")


def mark_of_letter(key: str, address: str) -> str:
    """What stands in the Message-ID of a mail: whoever knows it can make none of another mail, or of another address.

    So a report about a mail can be held against what left, also when the address is forgotten.
    """
    return fingerprint(f"letter {key} to {address.strip().lower()}")


def note_bounce(address: str) -> None:
    """Nobody reads mail at this address. A second time changes nothing."""
    if not has_bounced(address):
        db.session.add(Bounce(who=bounce_of(address)))
        db.session.flush()


def has_bounced(address: str) -> bool:
    return db.session.get(Bounce, bounce_of(address)) is not None


def bounced_among(addresses: Iterable[str]) -> set[str]:
    """Which of these addresses take no mail that was asked for."""
    marks = {bounce_of(address): address for address in addresses}
    return {marks[who] for who in db.session.scalars(select(Bounce.who).where(Bounce.who.in_(marks)))}


def forget_bounce(address: str) -> None:
    """Mail to this address is tried again: its owner says that it works."""
    db.session.execute(delete(Bounce).where(Bounce.who == bounce_of(address)))


def forget_old_bounces() -> None:
    """Deletes that mail came back a year ago."""
    bounced = number_of(db.session.execute(delete(Bounce).where(Bounce.at < clock.now() - KEPT_BOUNCES)))
    destroyed("bounce", bounced, f"{KEPT_BOUNCES.days} days")
