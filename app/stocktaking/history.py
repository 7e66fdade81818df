"""What happened with a question, for whoever reads it.

Which quotes came and went is told to nobody: a step would stay of a quote whose source its reader may not see.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from app.core.clock import local
from app.stocktaking.models import Question, QuestionStatus

ORDER = (
    QuestionStatus.NEW,
    QuestionStatus.SHARPENED,
    QuestionStatus.ASSIGNED,
    QuestionStatus.PARTLY_ANSWERED,
    QuestionStatus.ANSWERED,
)
# Whose note is the name of an organisation or a body, which stands on the page anyway, or the day that stood there.
NAMED = frozenset(
    """owner_proposed owner_accepted owner_declined owner_came_along owner_let_go chased answer_written answer_changed
    answer_signed decided decision_changed dissented dissent_withdrawn day_moved""".split()
)
PLAIN = frozenset(
    """asked published stated statement_changed statement_removed statement_put_back owner_removed merged merge_undone
    answer_came_along decision_came_along split_off split_from split_undone""".split()
)
# Earlier words, and what a question went through out of sight: for who works on it.
FOR_MAKERS = frozenset(
    """taken_back held kept_out let_back answer_dropped answer_put_back merged_into
    owner_came_along_inside owner_let_go_inside""".split()
)
STATUSES = frozenset(status.value for status in QuestionStatus)


@dataclass(frozen=True)
class Step:
    """What was done on a day. The note is a name, or, for who works on the question, the words of before."""

    day: date
    what: str
    note: str


def history(question: Question, makes: bool) -> list[Step]:
    """The steps, the newest first; the same step twice on one day is one. `makes`: for who works on it."""
    shown = NAMED | PLAIN | STATUSES | (FOR_MAKERS if makes else frozenset())
    steps = (
        Step(local(change.at).date(), change.what, change.note if makes or change.what in NAMED else "")
        for change in sorted(question.changes, key=lambda change: (change.at, change.id), reverse=True)
        if change.what in shown
    )
    return list(dict.fromkeys(steps))


@dataclass(frozen=True)
class Mark:
    """A status on the way to an answer: since when, and whether it was reached."""

    status: QuestionStatus
    since: date | None
    is_done: bool
    is_now: bool


def standing(question: Question) -> list[Mark]:
    """The way to an answer, and how far this question is on it. One that is parked is nowhere on it."""
    reached = ORDER.index(question.status) if question.status in ORDER else -1
    days = {**days_of(question), QuestionStatus.NEW.value: local(question.created_at).date()}
    return [
        Mark(status, days.get(status.value) if at <= reached else None, at <= reached, at == reached)
        for at, status in enumerate(ORDER)
    ]


def days_of(question: Question) -> dict[str, date]:
    """When it last got each status."""
    changes: Iterable[tuple[str, date]] = ((c.what, local(c.at).date()) for c in question.changes if c.what in STATUSES)
    return dict(changes)
