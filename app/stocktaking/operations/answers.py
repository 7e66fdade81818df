"""What came of a question: answers that a coordinator signs off, and decisions."""

from collections.abc import Sequence
from datetime import date

from app.accounts.models import Organisation, User
from app.contributions.models import Contribution
from app.core import clock
from app.core.database import db
from app.core.errors import Refusal
from app.core.wording import _
from app.stocktaking import queries
from app.stocktaking.models import (
    Answer,
    AnswerSource,
    Decision,
    News,
    Question,
    QuestionChange,
    QuestionStatus,
    Reach,
)
from app.stocktaking.operations.earlier import OF_A_DECISION, facts_of, remember, said_by, said_by_answer
from app.stocktaking.operations.news import bring_sources, bring_to_all
from app.stocktaking.operations.quoting import in_own_words_at
from app.stocktaking.permissions import may_coordinate

STATUS_BY_REACH = {Reach.WHOLE: QuestionStatus.ANSWERED, Reach.PART: QuestionStatus.PARTLY_ANSWERED}


def answer(
    question: Question,
    by: User,
    organisation: Organisation,
    reach: Reach,
    route: str | None,
    steps: str,
    sources: Sequence[Contribution],
    what: str = "answer_written",
) -> Answer:
    """Writes down an answer; the earlier ones stay. `what` is the step that stands in the history.

    Raises Refusal for words not to be quoted.
    """
    in_own_words_at(question, by, steps)
    made = Answer(question=question, organisation=organisation, reach=reach, route=route, steps=steps, by_id=by.id)
    made.sources = [AnswerSource(contribution_id=source.id) for source in sources]
    db.session.add(made)
    question.changes.append(QuestionChange(what=what, by_id=by.id, note=organisation.name))
    db.session.flush()
    bring_sources(question, sources)
    return made


def change_answer(
    found: Answer,
    by: User,
    organisation: Organisation,
    reach: Reach,
    route: str | None,
    steps: str,
    sources: Sequence[Contribution],
    kept: Sequence[int] = (),
) -> None:
    """Words an answer anew that was not signed off yet. Raises Refusal for words not to be quoted.

    `kept` are the ids of sources that this member may not read, and so did not choose between: they stay.
    """
    not_signed(found)
    in_own_words_at(found.question, by, steps)
    before = facts_of(found)
    wanted = {*kept, *(source.id for source in sources)}
    known = {source.contribution_id: source for source in found.sources}
    found.sources = [known.get(key) or AnswerSource(contribution_id=key) for key in sorted(wanted)]
    found.organisation, found.reach, found.route, found.steps = organisation, reach, route, steps
    found.at, found.by_id = clock.now(), by.id
    change = QuestionChange(what="answer_changed", by_id=by.id, note=organisation.name)
    found.question.changes.append(change)
    db.session.flush()
    before["was"]["then_rests_on"] = found.source_ids
    remember(change, now=said_by_answer(found), answer=found, **before)
    db.session.flush()
    bring_sources(found.question, [source for source in sources if source.id not in known])


def drop_answer(found: Answer, by: User) -> None:
    """Takes back an answer that was not signed off. Raises Refusal for one that was."""
    not_signed(found)
    change = QuestionChange(what="answer_dropped", by_id=by.id, note=found.organisation.name)
    found.question.changes.append(change)
    removal = remember(change, now={}, **facts_of(found))
    db.session.flush()
    for earlier in queries.wordings_of(found):
        earlier.answer = None
        earlier.removal.within_id = removal.id
    db.session.flush()
    db.session.delete(found)
    db.session.flush()


def sign_off(found: Answer, seen: int, by: User) -> None:
    """A coordinator says that this answers the question, whole or in part. Pressed twice it does so once.

    Raises Refusal for anybody else, and when the answer was changed since it was shown.
    """
    if not may_coordinate(by):
        raise Refusal(_("Only a coordinator can sign off an answer."))
    if found.signed_at is not None:
        return
    not_overtaken(found, seen)
    found.signed_at, found.signed_by_id = clock.now(), by.id
    question, status = found.question, STATUS_BY_REACH[found.reach]
    question.changes.append(QuestionChange(what="answer_signed", by_id=by.id, note=found.organisation.name))
    if question.status is not status:
        question.status = status
        question.changes.append(QuestionChange(what=status.value, by_id=by.id))
    db.session.flush()
    bring_to_all(question, News.ANSWERED)


def decide(question: Question, by: User, body: str, on: date, route: str | None, reason: str) -> Decision:
    """Records what a body decided. Raises Refusal for anybody but a coordinator, and for words not to be quoted."""
    may_record(question, by, body, reason)
    made = Decision(question=question, body=body, on=on, route=route, reason=reason, by_id=by.id)
    db.session.add(made)
    question.changes.append(QuestionChange(what="decided", by_id=by.id, note=body))
    db.session.flush()
    bring_to_all(question, News.DECIDED)
    return made


def change_decision(found: Decision, by: User, body: str, on: date, route: str | None, reason: str) -> None:
    """Records it better. Raises Refusal for anybody but a coordinator, and for words not to be quoted."""
    may_record(found.question, by, body, reason)
    before = said_by(found, OF_A_DECISION)
    found.body, found.on, found.route, found.reason = body, on, route, reason
    change = QuestionChange(what="decision_changed", by_id=by.id, note=body)
    found.question.changes.append(change)
    remember(change, before, said_by(found, OF_A_DECISION), decision=found)
    db.session.flush()


def may_record(question: Question, by: User, *texts: str) -> None:
    if not may_coordinate(by):
        raise Refusal(_("Only a coordinator can record a decision."))
    in_own_words_at(question, by, *texts)


def not_signed(found: Answer) -> None:
    if found.signed_at is not None:
        raise Refusal(_("This answer was signed off. It stays as it is; write another one beside it."))


def not_overtaken(found: Answer | Decision, seen: int) -> None:
    """Raises Refusal when somebody else changed it since it was shown."""
    if seen != found.version:
        raise Refusal(
            _("Somebody else changed this in the meantime. Look at their version first, then save yours.")
        )
