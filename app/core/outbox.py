"""The outbox: email is a row in the transaction of the deed, and a job delivers it later.

So nothing is sent for a deed that failed, and nothing is lost while the mail server is down. An address of which a
server says for good that nobody reads it there, gets no more mail that it asked for: see `has_bounced`. Of other mail
each letter is tried still, as it may be the only way to somebody; and once only, when the server says it again.

What nobody asked for just now leaves in one mail a day for each address: see `app/core/mail_days.py`.
"""

import logging
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from flask import current_app
from sqlalchemy import Index, String, delete, func, insert, or_, select, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Mapped, mapped_column

from app.core import clock, mail, mail_days
from app.core.again import is_done_before
from app.core.bounces import Bounce as Bounce
from app.core.bounces import bounced_among as bounced_among
from app.core.bounces import forget_bounce as forget_bounce
from app.core.bounces import has_bounced as has_bounced
from app.core.bounces import mark_of_letter
from app.core.bounces import note_bounce as note_bounce
from app.core.clock import now
from app.core.database import Base, db, keep_now, undo_now
from app.core.mail_days import Haste, who_of
from app.core.sealing import SealedTextWhenPrivate, SealedWhenPrivate
from app.core.security import random_id
from app.core.wording import language

MOST_TRIES = 16  # the waits add up to about three days
LONGEST_WAIT = timedelta(hours=12)
AT_A_TIME = 200
FARTHEST = timedelta(days=7)  # that a mail can wait for its next chance; later was noted by a clock that ran ahead
NOTED_WITHIN = 10  # times that a busy database is asked, each of which waits some seconds by itself
WAITS = text("sent_at IS NULL AND failed_at IS NULL")
log = logging.getLogger(__name__)


class Email(Base):
    """The outbox: written in the transaction of the deed, delivered by a job, kept a while after."""

    __tablename__ = "email"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(100), unique=True)  # the same key is never sent twice
    address: Mapped[str] = mapped_column(SealedWhenPrivate)
    subject: Mapped[str] = mapped_column(String(200))
    text: Mapped[str] = mapped_column(SealedTextWhenPrivate)
    stop_url: Mapped[str] = mapped_column(String(300), default="")  # where a mail program asks for no more of it
    spoken: Mapped[str] = mapped_column(String(2), default="nl")  # the language that it is in
    who: Mapped[str] = mapped_column(String(64), default="", index=True)  # whose the address is, while it can be joined
    haste: Mapped[str] = mapped_column(String(10), default="")  # why it leaves at once; empty: in the mail of the day
    apart: Mapped[bool] = mapped_column(default=False)  # stands in no mail with anything else
    leaves_in: Mapped[str] = mapped_column(String(100), default="")  # the key of the mail of the day that it is part of
    created_at: Mapped[datetime] = mapped_column(default=now)
    due_at: Mapped[datetime] = mapped_column(default=now)
    tries: Mapped[int] = mapped_column(default=0)
    sent_at: Mapped[datetime | None]
    failed_at: Mapped[datetime | None]  # given up
    fault: Mapped[str] = mapped_column(String(200), default="")

    __table_args__ = (
        Index("ix_email_that_waits", "haste", "due_at", "id", sqlite_where=WAITS, postgresql_where=WAITS),
    )


Again = Callable[[Email], tuple[str, str] | None]  # its subject and text as they may be now, or nothing any more
written_anew: dict[str, Again] = {}  # by how a key begins: mail of which the words may have to change while it waits


def post(
    address: str,
    subject: str,
    text: str,
    key: str = "",
    stop_url: str = "",
    haste: Haste | None = None,
    apart: bool = False,
) -> bool:
    """Puts an email in the outbox; whether it did. A key that was used before is not sent again.

    Without `haste` it leaves in the mail of the day. `apart`: that mail holds nothing else, because whoever reads along
    could learn from it that two things are of one person. An address that is `Private` is sealed while it waits, and
    nothing beside it tells whose it is; so it has its mail apart. A text that is `Private` is sealed as well: no dump
    opens with it what only its reader may open.
    """
    if is_done_before() or (key and db.session.scalar(select(Email.id).where(Email.key == key)) is not None):
        return False
    moment = clock.now()
    said = {"subject": " ".join(subject.split())[:200], "text": text, "spoken": language()}
    waits = {"created_at": moment, "due_at": moment}
    leaves = {"who": "" if haste or apart else who_of(address), "haste": haste or "", "apart": apart}
    db.session.add(Email(key=key or random_id(), address=address, stop_url=stop_url, **said, **waits, **leaves))
    db.session.flush()
    return True


def post_all(letters: Sequence[dict[str, str]]) -> None:
    """Many at once for the mail of the day, each with a key that nobody used before, and said in `spoken`."""
    if not is_done_before() and letters:
        moment = clock.now()
        kept = {"created_at": moment, "due_at": moment, "tries": 0, "fault": "", "haste": "", "apart": False}
        rows = [letter | kept | {"who": who_of(letter["address"]), "leaves_in": ""} for letter in letters]
        db.session.execute(insert(Email), rows)


def deliver_mail() -> int:
    """Sends what is due, at most AT_A_TIME over one line; how many left. Does nothing without a server.

    While it talks to the mail server it holds no row and no lock: a slow server keeps nobody else from writing.
    """
    if not mail.is_configured():
        return 0
    with mail.over_one_line():
        return deliver_some()


def deliver_some() -> int:
    sent = 0
    for _attempt in range(AT_A_TIME):
        email = next_due()
        if email is None:
            break
        parts = list(filter(may_still_leave, [email])) if email.haste else together(email)
        letter = letter_of(email.leaves_in or email.key, parts)
        numbers = [part.id for part in parts]
        keep_now()
        if letter is None:
            continue
        fault = sent_or_why_not(letter)
        note_for_certain(numbers, fault)
        sent += fault is None
        if isinstance(fault, mail.Unreachable):  # the others wait as well: each would wait for the same silence
            break
    if sent:
        log.info("mail: %d left, %d are due still", sent, number_due())
    return sent


def number_due() -> int:
    waiting = Email.sent_at.is_(None), Email.failed_at.is_(None), Email.due_at <= clock.now()
    return db.session.scalar(select(func.count()).select_from(Email).where(*waiting)) or 0


def next_due() -> Email | None:
    """What waited longest, what cannot wait first: a link to sign in. Locked, so that two workers never send it."""
    moment = clock.now()
    its_time = or_(Email.due_at <= moment, Email.due_at > moment + FARTHEST)
    waiting = select(Email).where(Email.sent_at.is_(None), Email.failed_at.is_(None), its_time)
    for found in (Email.haste > "", Email.haste == ""):  # apart, as the index answers both at once
        first = waiting.where(found).order_by(Email.due_at, Email.id).limit(1)
        email = db.session.scalar(first.with_for_update(skip_locked=True))
        if email is not None:
            return email
    return None


def together(email: Email) -> list[Email]:
    """What leaves today in one mail with this one; nothing when it waits. What was taken back uses up no day."""
    moment = clock.now()
    later = mail_days.has_to_wait_until(email.address, moment)
    if later is None:
        parts = list(filter(may_still_leave, parts_of(email)))
        if not parts or mail_days.takes_the_day(email.address, email.leaves_in or email.key):
            for part in parts:
                part.leaves_in = part.leaves_in or email.key
            return parts
        later = mail_days.next_day(email.address, moment)
    email.due_at = later
    return []


def parts_of(email: Email) -> list[Email]:
    """What stands in one mail of the day, the oldest first. One that was tried before has the same parts at every try:
    who has it already misses nothing. Its first part takes the others along; so no two workers send it in pieces.
    """
    if email.apart or not email.who:
        return [email]
    waiting = Email.sent_at.is_(None), Email.failed_at.is_(None), Email.who == email.who, Email.apart.is_(False)
    wanted = select(Email).where(*waiting, Email.leaves_in == email.leaves_in).order_by(Email.id)
    if not email.leaves_in:
        return list(db.session.scalars(wanted.with_for_update(skip_locked=True)))
    first = db.session.scalar(wanted.with_only_columns(Email.id).limit(1))
    if email.id != first:
        email.due_at = clock.now() + mail.longest()
        return []
    return list(db.session.scalars(wanted.with_for_update()))


def letter_of(key: str, parts: Sequence[Email]) -> dict[str, str] | None:
    """What goes to the mail server; nothing when nothing of it may leave.

    As long as that can take no other worker has it. One that is killed in between leaves it to wait that long.
    Its message id is the same at every try, and does not show the key: in that stands what the email is about.
    """
    if not parts:
        return None
    for part in parts:
        part.tries, part.due_at = part.tries + 1, clock.now() + mail.longest()
    host = urlsplit(current_app.config["SITE_URL"]).hostname or "localhost"
    first = parts[0]
    subject, text = mail_days.in_one([(part.subject, part.text) for part in parts], first.spoken)
    stop_url = mail_days.one_button(first.address, [part.stop_url for part in parts])
    message_id = f"{mark_of_letter(key, first.address)}@{host}"
    given = {"message_id": message_id, "stop_url": stop_url, "language": first.spoken}
    return {"to": first.address, "subject": subject, "text": text} | given


def sent_or_why_not(letter: dict[str, str]) -> mail.Failed | None:
    try:
        mail.send(**letter)
    except mail.Failed as fault:
        return fault
    return None


def note_for_certain(numbers: Sequence[int], fault: mail.Failed | None) -> None:
    """Keeps the outcome, also while somebody else writes for long: without it the same letter would leave again."""
    for _try in range(NOTED_WITHIN - 1):
        try:
            note_outcome(numbers, fault)
            keep_now()
        except OperationalError:
            undo_now()
        else:
            return
    note_outcome(numbers, fault)
    keep_now()


def note_outcome(numbers: Sequence[int], fault: mail.Failed | None) -> None:
    """That it was taken, or when it is tried again. What was taken back meanwhile is there no more."""
    wanted = select(Email).where(Email.id.in_(numbers)).order_by(Email.id)
    for email in db.session.scalars(wanted.with_for_update()).all():
        if fault is not None:
            failed(email, fault)
        else:
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
    found = again(email)
    if found is None:
        give_up(email)
        return False
    email.subject, email.text = found
    return True


def failed(email: Email, fault: mail.Failed) -> None:
    """It waits for its next try. Where nobody reads it there is none: nothing is left of what somebody asked for."""
    email.fault = mail.without_address(str(fault), email.address)[:200]
    email.due_at = clock.now() + wait_after(email.tries)
    if isinstance(fault, mail.Refused):
        note_bounce(email.address)
    if isinstance(fault, mail.Refused) and email.stop_url:
        give_up(email)
    elif isinstance(fault, mail.NobodyThere) or email.tries >= MOST_TRIES:  # its words stay, to be sent again
        email.failed_at = clock.now()
        level = logging.ERROR if email.tries >= MOST_TRIES else logging.WARNING  # of one address, or of the server
        log.log(level, "mail %d was given up after %d tries: %s", email.id, email.tries, email.fault)


def give_up(email: Email) -> None:
    """For good: nobody reads it there, or nothing of it may be told any more."""
    email.failed_at = clock.now()
    empty(email)


def empty(email: Email) -> None:
    """Forgets whom an email was for and what it said; that it was sent is still known by its key."""
    email.address = email.text = email.subject = email.stop_url = email.who = email.leaves_in = ""


def take_back(key_begins: str) -> Counter[str]:
    """Deletes the emails of this kind that have not left: who they were for does not want them any more. Gives how
    many had which subject."""
    waiting = Email.sent_at.is_(None), Email.key.startswith(key_begins, autoescape=True)
    subjects = Counter(db.session.scalars(select(Email.subject).where(*waiting)))
    db.session.execute(delete(Email).where(*waiting))
    return subjects


def wait_after(tries: int) -> timedelta:
    """How long to wait after so many tries: 1, 2, 4, … minutes, at most twelve hours."""
    return min(timedelta(minutes=2 ** min(tries - 1, 20)), LONGEST_WAIT)
