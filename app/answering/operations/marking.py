"""A host says what becomes of an answer, thanks for it, or asks something: the first of these is a reaction."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError

from app.accounts.models import User
from app.answering import queries
from app.answering.models import AnswerMark, Verdict
from app.challenges.models import Challenge
from app.contributions.models import Contribution
from app.core import clock
from app.core.database import db
from app.core.errors import Refusal
from app.core.wording import _


@dataclass(frozen=True)
class Said:
    """What a host says of one answer, and which turn of it they looked at."""

    story: Contribution
    verdict: Verdict
    reason: str
    seen_turn: int


def judge_all(challenge: Challenge, said: Iterable[Said], by: User) -> None:
    """All of it, or nothing when one of these is refused. Raises Refusal as `judge` does."""
    with db.session.begin_nested():
        for one in said:
            judge(challenge, one.story, one.verdict, one.reason, by, one.seen_turn)


def judge(
    challenge: Challenge, story: Contribution, verdict: Verdict, reason: str, by: User, seen_turn: int
) -> AnswerMark:
    """Notes what the hosts find of an answer; the same once more changes nothing.

    Raises Refusal when another host said something else since this person looked, or when the closing note rests on
    what stands there.
    """
    mark = queries.mark_on(challenge, story)
    if mark is not None and (mark.verdict, mark.reason) == (verdict, reason):
        return mark
    not_in_note(mark)
    not_stale(mark, seen_turn)
    if mark is None:
        mark = begin(challenge, story, by)
        not_stale(mark, seen_turn)
    mark.verdict, mark.reason, mark.by_id, mark.at = verdict, reason, by.id, clock.now()
    mark.turn += 1
    keep()
    return mark


def not_in_note(mark: AnswerMark | None) -> None:
    if mark is not None and mark.stands_in_note:
        raise Refusal(
            _("The closing note of this challenge came after it, so what you said of this answer stays as it is.")
        )


def not_stale(mark: AnswerMark | None, seen_turn: int) -> None:
    if seen_turn == (mark.turn if mark else 0):
        return
    if mark is not None and mark.lost_its_reason_last:
        raise Refusal(
            _("The desk took the reason away meanwhile: it may name somebody. Write it without that, or stop.")
        )
    raise Refusal(
        _("Another host said something else meanwhile. It stands below; what you chose is kept. Do you keep it?")
    )


def keep() -> None:
    try:
        db.session.flush()
    except StaleDataError as late:
        raise Refusal(_("Another host was just before you. Look at what stands there now.")) from late


def begin(challenge: Challenge, story: Contribution, by: User) -> AnswerMark:
    """The row of this answer; when two hosts begin it at the same moment, both have the one that was first."""
    try:
        with db.session.begin_nested():
            mark = AnswerMark(challenge_id=challenge.id, contribution_id=story.id, by_id=by.id)
            db.session.add(mark)
    except IntegrityError:
        found = queries.mark_on(challenge, story)
        if found is None:
            raise
        return found
    return mark


def take_back(challenge: Challenge, story: Contribution, by: User, seen_turn: int) -> None:
    """Takes back what the hosts find of an answer; their thanks stay. A second time changes nothing."""
    mark = queries.mark_on(challenge, story)
    if mark is None or mark.verdict is None:
        return
    not_in_note(mark)
    not_stale(mark, seen_turn)
    if mark.thanked_at is None and mark.asked_at is None:
        db.session.delete(mark)
    else:
        mark.verdict, mark.reason, mark.by_id, mark.at = None, "", by.id, clock.now()
        mark.turn += 1
    keep()


def thank(challenge: Challenge, story: Contribution, by: User) -> None:
    """Thanks the contributor, once."""
    mark = queries.mark_on(challenge, story) or begin(challenge, story, by)
    mark.thanked_at = mark.thanked_at or clock.now()
    keep()


def note_asked(challenge: Challenge, story: Contribution, by: User) -> None:
    """Notes that a host asked its contributor something: that is a reaction as well."""
    mark = queries.mark_on(challenge, story) or begin(challenge, story, by)
    mark.asked_at = mark.asked_at or clock.now()
    keep()
