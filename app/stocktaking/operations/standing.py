"""How far two questions are on the way to an answer, once they are one or two again, and who hears what came of it."""

from collections.abc import Sequence

from app.accounts.models import User
from app.core.database import db
from app.stocktaking import queries
from app.stocktaking.models import Merge, News, Question, QuestionChange, QuestionStatus
from app.stocktaking.operations.answers import STATUS_BY_REACH
from app.stocktaking.operations.news import bring, call_off
from app.stocktaking.operations.questions import ANSWERED
from app.stocktaking.queries.answers import signed_last
from app.stocktaking.queries.news import NEWS_OF_STEPS, WHERE_IT_LIES, heard_by, news_told_of, rows_waiting_for

STATUSES = list(QuestionStatus)
CAME_ALONG = {News.ANSWERED: "answer_came_along", News.DECIDED: "decision_came_along"}


def as_far_as(question: Question, into: Question, by: User) -> dict[str, int]:
    """One that goes up with its answer makes the other as answered as it is. Asked before that answer moves.

    What stood there before, and what it got, as numbers of `STATUSES`; nothing when it is as it was.
    """
    before = into.status
    answered = question.status in ANSWERED and queries.has_signed_answer(question)
    if answered and before is not QuestionStatus.ANSWERED:
        gets(into, question.status, by)
    return {} if into.status is before else {"status": STATUSES.index(before), "got": STATUSES.index(into.status)}


def as_its_answers_say(question: Question, found: Merge, by: User) -> None:
    """Of each of two that came apart. What was signed off since the two were one counts where it went home; else each
    is as far as it was, unless somebody said otherwise meanwhile."""
    signed, before = signed_last(question), found.moved.get("before", {})
    if signed is not None and signed.signed_at is not None and signed.signed_at >= found.at:
        gets(question, STATUS_BY_REACH[signed.reach], by)
    elif question is found.into and "got" in before and question.status is STATUSES[before["got"]]:
        gets(question, STATUSES[before["status"]], by)
    elif signed is None and question.status in ANSWERED:
        gets(question, before_an_answer(question), by)


def before_an_answer(question: Question) -> QuestionStatus:
    known = [status for change in question.changes for status in QuestionStatus if status.value == change.what]
    return next((status for status in reversed(known) if status not in ANSWERED), QuestionStatus.NEW)


def gets(question: Question, status: QuestionStatus, by: User) -> None:
    if question.status is not status:
        question.status = status
        question.changes.append(QuestionChange(what=status.value, by_id=by.id))


def what_came(question: Question) -> list[News]:
    has = {News.ANSWERED: queries.has_signed_answer(question), News.DECIDED: bool(queries.beside(question)["decision"])}
    return [what for what in WHERE_IT_LIES if has[what]]


def who_heard(question: Question) -> dict[News, set[int]]:
    """What came of it, and the ids of the stories of which that is told already; asked before it goes up."""
    return {
        what: {story.id for story in heard_by(question, what)} if question.is_public else set()
        for what in what_came(question)
    }


def tell_the_others(into: Question, heard: dict[News, set[int]], sentence: str, by: User) -> None:
    """Lets whoever is at the other question hear what came along from the one with this sentence; nobody twice when
    the two were one before."""
    for what, known in heard.items():
        ids = known | heard_before(into, CAME_ALONG[what], sentence)
        into.changes.append(QuestionChange(what=CAME_ALONG[what], by_id=by.id, note=sentence))
        if into.is_public:
            bring(into, [story for story in heard_by(into, what) if story.id not in ids], what)


def heard_before(into: Question, came: str, sentence: str) -> set[int]:
    """The ids of the stories of which a mail left while the two were one at another time, after it `came` along."""
    told = {row.contribution_id: row.told_at for row in news_told_of(into)}
    came_at = [change.at for change in into.changes if (change.what, change.note) == (came, sentence)]
    left_at = [change.at for change in into.changes if (change.what, change.note) == ("merge_undone", sentence)]
    times = [(at, next((left for left in left_at if left >= at), at)) for at in came_at]
    return {key for key, at in told.items() if any(came <= at <= left for came, left in times)}


def goes_home_too(found: Merge) -> None:
    """What happened since the two were one with what went home, stands in the history there; and whoever did not hear
    of it yet, and shared for that question, hears of it there."""
    question, into = found.question, found.into
    since = [change for change in into.changes if change.at >= found.at]
    steps = steps_of_owner(found, since) + steps_of_answers(found, since)
    db.session.flush()
    for step in steps:
        step.question_id = question.id
    db.session.flush()
    db.session.expire(question, ["changes"])
    db.session.expire(into, ["changes"])
    for what in {NEWS_OF_STEPS[step.what] for step in steps if step.what in NEWS_OF_STEPS}:
        here = {story.id for story in heard_by(question, what)} - queries.waiting_for(question, what)
        for row in rows_waiting_for(into, what):
            if question.is_public and row.at >= found.at and row.contribution_id in here:
                row.question_id = question.id
    db.session.flush()


def steps_of_owner(found: Merge, since: Sequence[QuestionChange]) -> list[QuestionChange]:
    """That its owner accepted, or was asked how it stands."""
    owner = found.question.owner
    if owner is None or "owner" not in found.moved.get("before", {}):
        return []
    return [change for change in since if change.what in ("owner_accepted", "chased") and change.note == owner.name]


def steps_of_answers(found: Merge, since: Sequence[QuestionChange]) -> list[QuestionChange]:
    """That its answers were signed off: of each the step of that moment, as one organisation can give more answers."""
    steps = []
    for answer in queries.beside(found.question)["answer"]:
        step = "answer_signed", answer.organisation.name
        signed = [change for change in since if (change.what, change.note) == step]
        if signed and answer.signed_at is not None and answer.signed_at >= found.at:
            steps.append(min(signed, key=lambda change: abs(change.at - answer.signed_at)))
    return steps


def tell_no_more(found: Merge) -> None:
    """What came along, and left again when the two came apart, is no news there any more."""
    stays = what_came(found.into)
    for what, rows in ((News.ANSWERED, "answer"), (News.DECIDED, "decision")):
        if found.moved.get(rows) and what not in stays:
            call_off(found.into, queries.waiting_for(found.into, what), what)
