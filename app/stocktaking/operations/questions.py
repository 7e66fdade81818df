"""Wording a question, showing it to everybody, and finding who goes after the answer."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from app.accounts.models import Organisation, User
from app.challenges.models import Challenge
from app.core import clock
from app.core.database import alone_at, db
from app.core.errors import Refusal
from app.core.slugs import free_slug
from app.core.wording import _
from app.gatherings.models import GivenQuestion, TableCard
from app.stocktaking import messages, queries
from app.stocktaking.models import (
    FromChallenge,
    FromGiven,
    FromTable,
    News,
    Question,
    QuestionChange,
    QuestionStatus,
)
from app.stocktaking.operations.earlier import OF_A_QUESTION, remember, said_by
from app.stocktaking.operations.news import bring, bring_to_all
from app.stocktaking.operations.quoting import in_own_words
from app.stocktaking.permissions import may_move_day, may_reassign
from app.stocktaking.queries.merging import went_up_last

Begun = TableCard | GivenQuestion | Challenge
# Whether something of a floor above holds a question: each of these says so.
HOLDERS: list[Callable[[Question], bool]] = []
# Whether somebody can lay cards at a question there, or could not long ago. What made it offers it, and asks itself.
OFFERERS: list[Callable[[Question], bool]] = []
WORDINGS = "the wording of questions"  # who words one is alone at that: no other gets the same words, or address
ANSWERED = (QuestionStatus.ANSWERED, QuestionStatus.PARTLY_ANSWERED)


def ask(sentence: str, explanation: str, by: User, origin: Begun | None = None) -> Question:
    """A new question, for the members only until it is published; from what a table, a challenge or somebody left.

    Raises Refusal for words not to be quoted, and for a question that is there already.
    """
    question, is_new = ask_unless_there(sentence, explanation, by)
    if not is_new:
        raise Refusal(why_not_anew(question))
    if origin is not None:
        comes_from(question, origin)
    db.session.flush()
    return question


def ask_unless_there(sentence: str, explanation: str, by: User) -> tuple[Question, bool]:
    """The question in these words, and whether it is a new one. Raises Refusal for words not to be quoted."""
    known = already_asked(sentence, by)
    if known is not None:
        return known, False
    in_own_words(by, sentence, explanation)
    question = Question(
        slug=free_slug(sentence, queries.taken_question_slugs()),
        sentence=sentence,
        explanation=explanation,
        created_by_id=by.id,
    )
    question.changes.append(QuestionChange(what="asked", by_id=by.id))
    db.session.add(question)
    db.session.flush()
    return question, True


def why_not_anew(known: Question) -> str:
    """What somebody is told whose question is there already, and what they can do. Whoever asks may read that one."""
    if known.stays_out:
        return _(
            "This question is there already, and the desk decided that it stays out of view. Write yours in other "
            "words, without what that was about."
        )
    if known.held_at is not None:
        return _(
            "This question is there already, and is out of view while it is judged. Wait for that, or write yours in "
            "other words."
        )
    return _("This question is there already. Go on with that one, or write yours in other words.")


def renew_address(question: Question) -> None:
    """Another address, of the words that it says now; from the old one nothing leads on. The caller holds it."""
    alone_at(WORDINGS)
    question.slug = free_slug(question.sentence, queries.taken_question_slugs())


def already_asked(sentence: str, by: User) -> Question | None:
    """The question in these words; when there is none, nobody else gives them to one at the same moment.

    Who goes on to change a question has held it before, or two deeds would wait for each other.
    """
    alone_at(WORDINGS)
    return queries.question_that_says(sentence, by)


def comes_from(question: Question, origin: Begun) -> None:
    """Notes it, so that it waits for no other member; from here on nothing leads from it to who gave it."""
    if isinstance(origin, TableCard):
        origin.worded_at = clock.now()
        db.session.add(FromTable(card_id=origin.id, question_id=question.id))
    elif isinstance(origin, GivenQuestion):
        origin.worded_at, origin.note_id, origin.registration_id = clock.now(), None, None
        db.session.add(FromGiven(given_id=origin.id, question_id=question.id))
    else:
        db.session.add(FromChallenge(challenge_id=origin.id, question_id=question.id))


def say_who_holds(holds: Callable[[Question], bool]) -> None:
    HOLDERS.append(holds)


def say_who_offers(offers: Callable[[Question], bool]) -> None:
    OFFERERS.append(offers)


def is_as_asked(question: Question) -> bool:
    """Whether nobody did anything with a question since it was worded."""
    return not question.statements and is_as_made(question, version=1, steps=1)


def is_as_split_off(question: Question, version: int) -> bool:
    """Whether nobody did anything with a question since it was split off, but for what is under its statements."""
    return is_as_made(question, version, steps=2) and not any(offers(question) for offers in OFFERERS)


def is_as_made(question: Question, version: int, steps: int) -> bool:
    changed = question.version > version or len(question.changes) > steps
    beside = any(queries.beside(question).values())
    return not changed and not beside and not any(holds(question) for holds in HOLDERS)


def forget_asked(question: Question) -> None:
    """A question that nobody did anything with is gone, as if it was never asked. The caller has looked."""
    db.session.delete(question)
    db.session.flush()


def check_version(question: Question, seen: int) -> None:
    """Nobody else changes the question from here on. Raises Refusal when somebody did so since it was shown."""
    queries.hold_question(question)
    if went_up_last(question.id) != question.id:
        raise Refusal(_("This question went up in another one meanwhile. Look at what stands there now."))
    if seen != question.version:
        raise Refusal(
            _("Somebody else changed this question in the meantime. Look at their version first, then save yours.")
        )


def may_say(question: Question, sentence: str, explanation: str, by: User) -> None:
    """Raises Refusal for words not to be quoted, and for those of another question.

    What it said all along it may go on saying.
    """
    in_own_words(by, sentence, explanation, in_public=question.is_public)
    other = already_asked(sentence, by) if sentence != question.sentence else None
    if other is not None and other is not question and other.held_at is not None:
        raise Refusal(why_not_anew(other))  # what is out of view does not merge
    if other is not None and other is not question:
        raise Refusal(_("Another question says this already. Merge the two, or write this one in other words."))


def reword(
    question: Question,
    by: User,
    sentence: str,
    explanation: str,
    kind: str | None,
    route: str | None,
    status: QuestionStatus,
    owner: Organisation | None,
    due_on: date | None,
    tells: bool = True,
) -> None:
    """Changes what the question says of itself. Another owner hears that it was proposed, and has to accept anew.
    Contributors hear that it is parked, when it `tells`.

    Raises Refusal for words not to be quoted, when it would be answered without an answer that was signed off, when
    somebody else than a coordinator puts another in the place of an owner that accepted, and when somebody else than
    these two moves the day that it promised.
    """
    may_say(question, sentence, explanation, by)
    before = said_by(question, OF_A_QUESTION)
    if owner is not question.owner and not may_reassign(by, question):
        raise Refusal(_("This organisation accepted the question. A coordinator can ask another one."))
    if due_on != question.due_on and not may_move_day(by, question):
        raise Refusal(_("This organisation promised that day. It can move it itself, and so can a coordinator."))
    if status is not question.status:
        if status in ANSWERED and not queries.has_signed_answer(question):
            raise Refusal(_("Write the answer first. When a coordinator signs it off, the status changes by itself."))
        question.changes.append(QuestionChange(what=status.value, by_id=by.id))
        question.status = status
        if status is QuestionStatus.PARKED and tells:
            bring_to_all(question, News.CLOSED)
    if owner is not question.owner:
        propose(question, owner, by)
    if question.due_on not in (None, due_on):
        question.changes.append(QuestionChange(what="day_moved", by_id=by.id, note=f"{question.due_on:%d-%m-%Y}"))
    question.sentence, question.explanation = sentence, explanation
    question.kind, question.route, question.due_on = kind, route, due_on
    keep_wording(question, before, by)
    db.session.flush()


def keep_wording(question: Question, before: Mapping[str, Any], by: User) -> None:
    """Remembers what a question said of itself before, as far as it says something else now."""
    now = said_by(question, OF_A_QUESTION)
    other = [name for name in OF_A_QUESTION if now[name] != before[name]]
    if other:
        change = QuestionChange(what="reworded", by_id=by.id)
        question.changes.append(change)
        remember(change, {name: before[name] for name in other}, {name: now[name] for name in other})


def propose(question: Question, owner: Organisation | None, by: User) -> None:
    """Another organisation may go after it, and hears that; or nobody does."""
    question.owner, question.owner_accepted_at = owner, None
    what = "owner_proposed" if owner else "owner_removed"
    question.changes.append(QuestionChange(what=what, by_id=by.id, note=owner.name if owner else ""))
    if owner is not None:
        messages.proposed_as_owner([one for one in queries.members_of(owner) if one != by], question.slug)


def publish(question: Question, by: User) -> None:
    """Shows the question to everybody.

    Raises Refusal while it is out of view, when it has no statement yet, and for words not to be quoted.
    """
    queries.hold_question(question)
    if question.stays_out:
        raise Refusal(
            _(
                "The desk decided that this question stays out of view. Ask it anew in other words, and publish that "
                "one."
            )
        )
    if question.held_at is not None:
        raise Refusal(_("This question is out of view while it is judged. Publish it once the desk let it back."))
    in_own_words(by, *texts_of(question), in_public=True)
    if not question.statements:
        raise Refusal(_("Write at least one statement first: what do you see in the contributions?"))
    if question.is_public:  # a second press, or a colleague was first
        return
    question.is_public = True
    question.changes.append(QuestionChange(what="published", by_id=by.id))
    db.session.flush()
    bring_to_all(question, News.USED)


def texts_of(question: Question) -> list[str]:
    """Every text that members wrote and that everybody reads who reads the question."""
    said = [statement.text for statement in question.statements]
    return [question.sentence, question.explanation, *said, *texts_beside(question)]


def texts_beside(question: Question) -> list[str]:
    """Those of them that stand with its statements, and go along when it goes up in another question."""
    return [*(view.text for view in queries.dissenting_views(question)), *queries.texts_of_answers(question)]


def take_back(question: Question, by: User) -> None:
    """Shows the question to the members only again."""
    if question.is_public:
        told = queries.told_of(question)
        bring(question, [used for used in queries.used_in_view(question) if used.id in told], News.TAKEN_BACK)
        question.is_public = False
        question.changes.append(QuestionChange(what="taken_back", by_id=by.id))
        db.session.flush()


def hold(question: Question, by: User, at: datetime | None = None) -> None:
    """Out of view for everybody but its makers, while somebody judges what was said about it; `at` the moment of
    another one that it goes along with.
    """
    if question.held_at is None:
        question.held_at = at or clock.now()
        question.changes.append(QuestionChange(what="held", by_id=by.id))
        db.session.flush()


def keep_out(question: Question, by: User) -> None:
    """What is held stays out of view: the desk decided that, and nobody waits for it any more."""
    if question.kept_out_at is None:
        question.kept_out_at = clock.now()
        question.changes.append(QuestionChange(what="kept_out", by_id=by.id))
        db.session.flush()


def let_back(question: Question, by: User) -> None:
    """In view again."""
    if question.held_at is not None:
        question.held_at = question.kept_out_at = None
        question.changes.append(QuestionChange(what="let_back", by_id=by.id))
        db.session.flush()
