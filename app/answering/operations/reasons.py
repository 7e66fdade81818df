"""The desk takes away why a municipality says that an answer does not fit: such words can name somebody."""

from datetime import datetime

from app.answering import messages, queries
from app.answering.models import AnswerMark
from app.answering.operations.beside import Standing
from app.answering.operations.marking import keep
from app.answering.permissions import may_host
from app.challenges.models import Challenge
from app.contributions.models import Contribution
from app.contributions.operations.remembering import decided, remember, sealed
from app.core import clock
from app.core.errors import Refusal
from app.core.wording import _

REASON_TAKEN = "reason_taken"


def take_reason_away(challenge: Challenge, story: Contribution, seen_turn: int) -> bool:
    """Takes the reason away for good, also when a closing note rests on it; what the hosts find of the answer stays.

    Whoever wrote it hears so. Whether there was a reason: a second time changes nothing. Raises Refusal when a host
    said something else after the desk looked (`seen_turn`, see AnswerMark.turn).
    """
    mark = queries.mark_on(challenge, story)
    if mark is None or not mark.reason:
        return False
    if seen_turn != mark.turn:
        raise Refusal(_("The municipality said something else meanwhile. Look at what stands there now."))
    remember(Standing.of(challenge, story), REASON_TAKEN)
    empty(mark, clock.now())
    if mark.by is not None:
        messages.reason_taken(mark.by, challenge, may_host(mark.by, challenge))
    return True


def empty(mark: AnswerMark, at: datetime) -> None:
    mark.reason, mark.reason_taken_at = "", at
    mark.turn += 1
    keep()


def take_reasons_away_again() -> int:
    """Takes away once more what the desk took away after this backup was made; how many. Run by restore.

    A reason that a host wrote after that stays.
    """
    taken = {line["of"]: line["at"] for line in decided() if line["what"] == REASON_TAKEN}
    count = 0
    for mark in queries.marks_with_a_reason():
        at = taken.get(sealed(Standing.of(mark.challenge, mark.contribution).public_id))
        if at is not None and mark.at <= at:
            empty(mark, at)
            count += 1
    return count
