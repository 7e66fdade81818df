"""The outbox: email is a row in the transaction of the deed, and a job delivers it later.

So nothing is sent for a deed that failed, and nothing is lost while the mail server is down. An address of which a
server says for good that nobody reads it there, gets no more mail that it asked for: see `has_bounced`. Other mail is
tried still, as it may be the only way to somebody.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from flask import current_app
from sqlalchemy import Index, String, Text, delete, insert, or_, select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Mapped, mapped_column

from app.core import clock, mail
from app.core.again import is_done_before
from app.core.clock import now
from app.core.database import Base, db, keep_now, number_of, undo_now
from app.core.destruction import destroyed
from app.core.sealing import SealedWhenPrivate
from app.core.security import fingerprint, random_id
from app.core.wording import language

MOST_TRIES = 16  # the waits add up to about two days
LONGEST_WAIT = timedelta(hours=12)
KEPT = timedelta(days=30)
KEPT_BOUNCES = timedelta(days=365)
AT_A_TIME = 200
NOTED_WITHIN = 10  # times that a busy database is asked, each of which waits some seconds by itself


class Email(Base):
    """The outbox: written in the transaction of the deed, delivered by a job, kept a while after."""

    __tablename__ = "email"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(100), unique=True)  # the same key is never sent twice
    address: Mapped[str] = mapped_column(SealedWhenPrivate)
    subject: Mapped[str] = mapped_column(String(200))
    text: Mapped[str] = mapped_column(Text)
    stop_url: Mapped[str] = mapped_column(String(300), default="")  # where a mail program asks for no more of it
    spoken: Mapped[str] = mapped_column(String(2), default="nl")  # the language that it is in
    created_at: Mapped[datetime] = mapped_column(default=now)
    due_at: Mapped[datetime] = mapped_column(default=now)
    tries: Mapped[int] = mapped_column(default=0)
    sent_at: Mapped[datetime | None]
    failed_at: Mapped[datetime | None]  # given up
    fault: Mapped[str] = mapped_column(String(200), default="")

    __table_args__ = (Index(None, "sent_at", "due_at"),)


Again = Callable[[str], tuple[str, str] | None]  # of a key: subject and text as they may be now, or nothing any more
written_anew: dict[str, Again] = {}  # by how a key begins: mail of which the words may have to change while it waits


class Bounce(Base):
    """That mail to an address came back for good; by a fingerprint, which says of a known address only whether."""

    __tablename__ = "bounce"

    who: Mapped[str] = mapped_column(String(64), primary_key=True)
    at: Mapped[datetime] = mapped_column(default=now)


def post(address: str, subject: str, text: str, key: str = "", stop_url: str = "") -> None:
    """Puts an email in the outbox. A key that was used before is not sent again.

    An address that is `Private` is sealed while it waits.
    """
    if is_done_before():
        return
    if key and db.session.scalar(select(Email.id).where(Email.key == key)) is not None:
        return
    said = {"subject": " ".join(subject.split())[:200], "text": text, "spoken": language()}
    db.session.add(Email(key=key or random_id(), address=address, stop_url=stop_url, **said))
    db.session.flush()


def post_all(letters: Sequence[dict[str, str]]) -> None:
    """Many at once, each with a key that nobody used before, and said in `spoken`."""
    if not is_done_before() and letters:
        moment = clock.now()
        kept = {"created_at": moment, "due_at": moment, "tries": 0, "fault": ""}
        db.session.execute(insert(Email), [letter | kept for letter in letters])


def deliver_mail() -> int:
    """Sends what is due, one at a time; how many left. Does nothing without a server.

    While it talks to the mail server it holds no row and no lock: a slow server keeps nobody else from writing.
    """
    if not mail.is_configured():
        return 0
    sent = 0
    for _attempt in range(AT_A_TIME):
        email = next_due()
        if email is None:
            break
        number, letter = email.id, letter_of(email)
        keep_now()
        if letter is None:
            continue
        fault = sent_or_why_not(letter)
        note_for_certain(number, fault)
        sent += fault is None
        if isinstance(fault, mail.Unreachable):  # the others wait as well: each would wait for the same silence
            break
    return sent


def next_due() -> Email | None:
    """The email that has waited longest; locked until it is taken, so that two workers never send the same one."""
    waiting = Email.sent_at.is_(None), Email.failed_at.is_(None), Email.due_at <= clock.now()
    statement = select(Email).where(*waiting).order_by(Email.due_at, Email.id).limit(1)
    return db.session.scalar(statement.with_for_update(skip_locked=True))


def letter_of(email: Email) -> dict[str, str] | None:
    """What goes to the mail server; nothing when it may not leave any more.

    As long as that can take no other worker has it. One that is killed in between leaves it to wait that long.
    Its message id is the same at every try, and does not show the key: in that stands what the email is about.
    """
    if not may_still_leave(email):
        return None
    email.tries, email.due_at = email.tries + 1, clock.now() + mail.longest()
    host = urlsplit(current_app.config["SITE_URL"]).hostname or "localhost"
    given = {"message_id": f"{fingerprint(email.key)}@{host}", "stop_url": email.stop_url, "language": email.spoken}
    return {"to": email.address, "subject": email.subject, "text": email.text} | given


def sent_or_why_not(letter: dict[str, str]) -> mail.Failed | None:
    try:
        mail.send(**letter)
    except mail.Failed as fault:
        return fault
    return None


def note_for_certain(number: int, fault: mail.Failed | None) -> None:
    """Keeps the outcome, also while somebody else writes for long: without it the same letter would leave again."""
    for _try in range(NOTED_WITHIN - 1):
        try:
            note_outcome(number, fault)
            keep_now()
        except OperationalError:
            undo_now()
        else:
            return
    note_outcome(number, fault)
    keep_now()


def note_outcome(number: int, fault: mail.Failed | None) -> None:
    """That it was taken, or when it is tried again. One that was taken back meanwhile is there no more."""
    email = db.session.scalar(select(Email).where(Email.id == number).with_for_update())
    if email is not None and fault is not None:
        failed(email, fault)
    elif email is not None:
        email.sent_at, email.fault = clock.now(), ""
        empty(email)


def may_still_leave(email: Email) -> bool:
    """Looks anew at what stands in it, where that may have been taken back while it waited, and whether it arrives."""
    if email.stop_url and has_bounced(email.address):
        give_up(email)
        return False
    again = next((again for kind, again in written_anew.items() if email.key.startswith(kind)), None)
    if again is None:
        return True
    found = again(email.key)
    if found is None:
        give_up(email)
        return False
    email.subject, email.text = found
    return True


def failed(email: Email, fault: mail.Failed) -> None:
    """It waits for its next try; what somebody asked for themselves is given up where nobody reads it."""
    email.fault = str(fault).replace(email.address or "@", "…")[:200]  # servers like to repeat it
    email.due_at = clock.now() + wait_after(email.tries)
    if isinstance(fault, mail.Refused):
        note_bounce(email.address)
    if email.tries >= MOST_TRIES or (isinstance(fault, mail.Refused) and email.stop_url):
        give_up(email)


def give_up(email: Email) -> None:
    email.failed_at = clock.now()
    empty(email)


def bounce_of(address: str) -> str:
    return fingerprint(f"bounce:{address.strip().lower()}")


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


def empty(email: Email) -> None:
    """Forgets whom an email was for and what it said; that it was sent is still known by its key."""
    email.address = email.text = email.subject = email.stop_url = ""


def take_back(key_begins: str) -> None:
    """Deletes the emails of this kind that have not left: who they were for does not want them any more."""
    waiting = Email.sent_at.is_(None), Email.key.startswith(key_begins, autoescape=True)
    db.session.execute(delete(Email).where(*waiting))


def wait_after(tries: int) -> timedelta:
    """How long to wait after so many tries: 1, 2, 4, … minutes, at most twelve hours."""
    return min(timedelta(minutes=2 ** min(tries - 1, 20)), LONGEST_WAIT)


def latest_mail(size: int) -> Sequence[Email]:
    """What was written last, for the mailbox of the demonstration."""
    return db.session.scalars(select(Email).order_by(Email.id.desc()).limit(size)).all()


def forget_old_mail() -> int:
    """Deletes what was sent, given up or written in vain a month ago; how many. And bounces of a year ago."""
    before = clock.now() - KEPT
    bounced = number_of(db.session.execute(delete(Bounce).where(Bounce.at < clock.now() - KEPT_BOUNCES)))
    destroyed("bounce", bounced, f"{KEPT_BOUNCES.days} days")
    old = or_(Email.sent_at < before, Email.failed_at < before, Email.created_at < before)
    return destroyed("email", number_of(db.session.execute(delete(Email).where(old))), f"{KEPT.days} days")


def mail_to(address: str) -> Sequence[Email]:
    """What waits to be sent to this address."""
    waiting = db.session.scalars(select(Email).where(Email.address != "").order_by(Email.id))
    return [email for email in waiting if email.address == address]  # some are sealed: SQL cannot tell


def forget_mail_about(*words: str) -> None:
    """Deletes what waits to be sent to this address, or has one of these words in it."""
    for word in filter(None, words):
        theirs = [email.id for email in mail_to(word)]
        found = or_(Email.id.in_(theirs), Email.text.contains(word, autoescape=True))
        db.session.execute(delete(Email).where(found))
