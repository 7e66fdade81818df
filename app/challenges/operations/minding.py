"""What the clock does for challenges: telling their hosts what waits for them, once."""

from collections.abc import Sequence

from sqlalchemy.exc import IntegrityError

from app.challenges import messages, queries
from app.challenges.models import Challenge, Told
from app.challenges.operations.round import end_round
from app.challenges.permissions import hosts_now
from app.core import clock
from app.core.database import db
from app.core.quiet import is_decent

NOTE_AFTER = (1, 8, 15)  # days after the last day
NOTE_WINDOW = 7  # days: what stood still longer is told no more


def mind() -> int:
    """Tells hosts what waits for them, at decent hours; how many challenges. Once each, whatever the clock does."""
    over = end_rounds()
    return tell_of_rounds(over) + tell_of_notes() if is_decent(clock.now()) else 0


def end_rounds() -> Sequence[Challenge]:
    """The rounds of questions that are over. Who asked is forgotten in the first hour, also when nobody is told yet."""
    over = queries.rounds_over(clock.today())
    for challenge in over:
        end_round(challenge)
    return over


def tell_of_rounds(over: Sequence[Challenge]) -> int:
    """The round of questions is over: its hosts hear that people wait for an answer."""
    told = 0
    for challenge in over:
        if is_first(challenge, f"round {challenge.ask_until}"):
            messages.round_is_over(challenge, hosts_now(challenge))
            told += 1
    return told


def tell_of_notes() -> int:
    """Past its date without a note: its hosts hear it the day after, and after one and two weeks; not later.

    After a standstill only the latest of these is told, and never once more.
    """
    told = 0
    for challenge in queries.without_note(clock.today()):
        passed = (clock.today() - challenge.closes_on).days if challenge.closes_on else 0
        due = [days for days in NOTE_AFTER if days <= passed]
        news = [days for days in due if is_first(challenge, f"note {challenge.closes_on} {days}")]
        if due and due[-1] in news and passed < due[-1] + NOTE_WINDOW:
            messages.note_is_missing(challenge, hosts_now(challenge))
            told += 1
    return told


def is_told_of(challenge: Challenge, what: str) -> bool:
    return db.session.get(Told, (challenge.id, what)) is not None


def is_first(challenge: Challenge, what: str) -> bool:
    """Notes that something is told now; False when it was told before, or at this moment by another worker."""
    if is_told_of(challenge, what):
        return False
    try:
        with db.session.begin_nested():
            db.session.add(Told(challenge_id=challenge.id, what=what))
    except IntegrityError:
        return False
    return True
