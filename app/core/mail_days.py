"""One mail a day: what nobody asked for just now leaves in the mail of the day of its address, and in no quiet hours.

This is the one place where that is decided, for every feature: when a mail leaves, not when it is written. So it also
holds after a mail server was down for a day. What comes later on a day leaves with the rest in the next mail.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy import Index, String, delete
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column

from app.core import clock
from app.core.clock import local, midnight
from app.core.database import Base, db, number_of
from app.core.quiet import USUAL, Quiet
from app.core.sealing import Private
from app.core.security import fingerprint
from app.core.wording import _, in_language

DAYS_KEPT = 60


class Haste(StrEnum):
    """The exceptions: why a mail leaves at once, whatever the hour, and beside the mail of that day."""

    ASKED = "asked"  # they pressed a button a moment ago and wait for it: a link to sign in, a confirmation, a file
    SAFETY = "safety"  # who did not do this themselves must see it in time: another password, address, role, step
    TODAY = "today"  # tomorrow it is too late: a place kept for some hours, a gathering that is near or is called off


class MailDay(Base):
    """That an address had its mail of a day, and which mail that was.

    Both by a fingerprint that is of this day alone: an address is another one tomorrow, and no row here leads to a mail
    that waits, to a story, or to another day of the same person.
    """

    __tablename__ = "mail_day"

    who: Mapped[str] = mapped_column(String(64), primary_key=True)
    on: Mapped[date] = mapped_column(primary_key=True)
    mail_key: Mapped[str] = mapped_column(String(100), default="")

    __table_args__ = (Index(None, "on"),)


HoursOf = Callable[[str], Quiet | None]  # of an address: when its owner wants no mail; None: not known here
quiet_hours: dict[str, HoursOf] = {}  # by feature; the first one that knows the address says it


StopsAll = Callable[[str], str]  # of an address: where everything that its owner can stop is stopped; '': not known
stops_all: dict[str, StopsAll] = {}  # by feature


def who_of(address: str) -> str:
    """What mail for one address has in common while it waits, to leave together; nothing for one that is sealed."""
    return "" if isinstance(address, Private) else fingerprint(f"mail:{address.strip().lower()}")


def hours_of(address: str) -> Quiet | None:
    """When whoever reads this address wants no mail, as the first feature that knows it says; None: nobody knows it."""
    told = (said(address) for _feature, said in sorted(quiet_hours.items()))
    return next((hours for hours in told if hours is not None), None)


def has_to_wait_until(address: str, moment: datetime) -> datetime | None:
    """The end of the quiet hours of whoever reads this address; None when it may have mail now.

    Who never said when they want none, as a contributor without an account cannot, has the usual ones.
    """
    hours = hours_of(address) or USUAL
    return hours.over_at(moment) if hours.holds(moment) else None


def takes_the_day(address: str, mail_key: str) -> bool:
    """Makes this the mail of today of an address; False when another one was. A second try of the same is no other."""
    today = clock.today()
    who, what = (fingerprint(f"mail of {today}:{text}") for text in (address.strip().lower(), mail_key))
    had = db.session.get(MailDay, (who, today))
    if had is None:
        try:
            with db.session.begin_nested():
                db.session.add(MailDay(who=who, on=today, mail_key=what))
        except IntegrityError:  # another worker has one under way
            return False
        return True
    return had.mail_key == what


def next_day(address: str, moment: datetime) -> datetime:
    """When the next mail of the day of this address may leave: never in the middle of the night."""
    start = midnight(local(moment).date() + timedelta(days=1))
    return (hours_of(address) or USUAL).over_at(start)


def in_one(parts: Sequence[tuple[str, str]], spoken: str) -> tuple[str, str]:
    """The subject and the text of a mail in which these stand, each under its own subject; one keeps its own."""
    if len(parts) == 1:
        return parts[0]
    with in_language(spoken):
        count = len(parts)
        subject = _("%(number)s messages for you", number=count)
        begins = _("What can wait comes in one mail a day. So these %(number)s messages come together.", number=count)
    texts = [f"{number}. {subject}\n\n{text.strip()}" for number, (subject, text) in enumerate(parts, 1)]
    return subject, "\n\n\n".join([begins, *texts]) + "\n"


def one_button(address: str, stop_urls: Iterable[str]) -> str:
    """Where the button of a mail program posts to: it stops all of this mail that can be stopped, and not a part."""
    found = list(dict.fromkeys(filter(None, stop_urls)))
    if len(found) < 2:
        return "".join(found)
    told = (url(address) for _feature, url in sorted(stops_all.items()))
    return next(filter(None, told), found[0])


def forget_mail_days() -> int:
    """Deletes on which days addresses had mail, DAYS_KEPT later: no clock that runs ahead is wrong for so long."""
    before = clock.today() - timedelta(days=DAYS_KEPT)
    return number_of(db.session.execute(delete(MailDay).where(MailDay.on < before)))
