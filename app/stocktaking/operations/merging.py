"""Making one question of two, and taking that apart again. The history tells what happened."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from app.accounts.models import User
from app.core import clock
from app.core.database import alone_at, db
from app.core.errors import Refusal
from app.core.wording import _
from app.stocktaking import queries
from app.stocktaking.models import (
    Evidence,
    Merge,
    News,
    Question,
    QuestionChange,
    QuestionNews,
    Recognition,
    Statement,
    StoodUnder,
)
from app.stocktaking.operations.news import bring, bring_quoted
from app.stocktaking.operations.promises import bring_back, may_let_go, take_along
from app.stocktaking.operations.questions import already_asked, take_back, texts_beside, texts_of
from app.stocktaking.operations.quoting import in_own_words, put_under
from app.stocktaking.operations.standing import (
    as_far_as,
    as_its_answers_say,
    goes_home_too,
    tell_no_more,
    tell_the_others,
    who_heard,
)
from app.stocktaking.operations.statements import MOST_STATEMENTS
from app.stocktaking.queries.merging import along_with, is_merged_by, went_up_last
from app.stocktaking.queries.moved import WHERE_WORDS_STAND

UNDO_WITHIN = timedelta(days=30)
MOVES, STAYS = "moves", "stays"  # what can become of a statement; else the id of the one that gets its quotes


def merge(question: Question, into: Question, fates: Mapping[int, str], by: User) -> Merge:
    """Lets `question` go up in `into`. `fates` says of each statement: it moves, only its quotes do, or it stays.

    Answers, decisions, views and notes move along, and who goes after it where nobody else does. Raises Refusal when
    it cannot be, for too many statements, and for words not to be quoted that everybody would read then.
    """
    may_merge(question, into)
    may_let_go(question, into, by)
    used = {story.id for story in queries.used_in_view(question)} if question.is_public else set()
    heard = who_heard(question)
    moving = [statement for statement in question.statements if fates.get(statement.id) == MOVES]
    if len(into.statements) + len(moving) > MOST_STATEMENTS:
        raise Refusal(
            _("A question carries at most three statements. Let one stay, or put its quotes under another statement.")
        )
    if into.is_public:
        in_own_words(by, *(statement.text for statement in moving), *texts_beside(question), in_public=True)
    targets = {str(statement.id): statement for statement in into.statements}
    moved: dict[str, dict[str, int]] = {"statement": {str(s.id): s.position for s in moving}, "evidence": {}}
    shown: list[Evidence] = [evidence for statement in moving for evidence in statement.evidence]
    for statement in [s for s in question.statements if fates.get(s.id) in targets]:
        for evidence in put_under(targets[fates[statement.id]], statement.evidence):
            moved["evidence"][str(evidence.id)] = statement.id
            shown.append(evidence)
    move(moving, into)
    before = as_far_as(question, into, by)
    moved |= moved_along(question, into) | {"before": take_along(question, into, by) | before}
    made = Merge(question=question, into=into, moved=moved)
    db.session.add(made)
    question.changes.append(QuestionChange(what="merged_into", by_id=by.id, note=into.sentence))
    into.changes.append(QuestionChange(what="merged", by_id=by.id, note=question.sentence))
    keep_who_was_told(question, into, shown)
    db.session.flush()
    db.session.expire(question, ["merge"])
    bring_quoted(into, shown)
    bring(into, [story for story in queries.used_in_view(into) if story.id in used], News.MERGED)
    tell_the_others(into, heard, question.sentence, by)
    return made


def may_merge(question: Question, into: Question) -> None:
    if question is into:
        raise Refusal(_("Choose another question: one cannot go up in itself."))
    not_judged(question, into)
    stand_alone(question, into)
    if question.is_public and not into.is_public:
        raise Refusal(
            _("This question is public and the other one is not. Do it the other way round, or publish first.")
        )
    both = {d.organisation_id: d for d in queries.dissenting_views(into)}
    for view in queries.dissenting_views(question):
        if view.organisation_id in both:
            raise Refusal(
                _("%(name)s has a view under both questions. Let them make one of it first.", name=view.organisation)
            )


def not_judged(question: Question, other: Question) -> None:
    """Raises Refusal when one of the two is held: what was said about its words would find them somewhere else."""
    alone_at(WHERE_WORDS_STAND)
    queries.hold_question(question, other)
    if question.stays_out or other.stays_out:
        raise Refusal(_("The desk decided that one of the two stays out of view. So they stay as they are."))
    if question.held_at is not None or other.held_at is not None:
        raise Refusal(_("One of the two is out of view while it is judged. Wait for that."))


def stand_alone(*held: Question) -> None:
    """Raises Refusal when a colleague let one of these go up in another question, at this moment."""
    if any(went_up_last(one.id) != one.id for one in held):
        raise Refusal(_("One of the two went up in another question meanwhile. Look again at what stands there now."))


def moved_along(question: Question, into: Question) -> dict[str, dict[str, int]]:
    """Lets what stands with a question go along, and says what that was and where it stood."""
    moved = {}
    for name, rows in coming_along(question, into).items():
        moved[name] = {str(row.id): question.id for row in rows}
        for row in rows:
            row.question_id = into.id
    return moved


def coming_along(question: Question, into: Question) -> dict[str, list[Any]]:
    """The rows that go along, by what they are: of what is said or waits there already only what the other lacks.

    Of a browser that answered both nobody can see this until it answers again: see `recognise`.
    """
    found, there = along_with(question), along_with(into)
    said, waits = {who_said(row) for row in there["recognition"]}, {(r.contribution_id, r.what) for r in there["news"]}
    found["recognition"] = [row for row in found["recognition"] if who_said(row) not in said]
    found["news"] = [row for row in found["news"] if (row.contribution_id, row.what) not in waits]
    return found


def who_said(row: Recognition) -> tuple[str, int | str | None]:
    """An organisation, an account that answered for itself, or a browser, by its mark for the one question."""
    if row.browser_hash is not None:
        return "browser", row.browser_hash
    return ("office", row.organisation_id) if row.organisation_id is not None else ("account", row.user_id)


def move(statements: Iterable[Statement], to: Question) -> None:
    """Lets these stand under another question, and remembers under which they stood until now."""
    for statement in list(statements):
        db.session.add(StoodUnder(statement=statement, question_id=statement.question_id))
        statement.question = to
    number(to)


def number(question: Question) -> None:
    for position, statement in enumerate(question.statements, start=1):
        statement.position = position


def keep_who_was_told(question: Question, into: Question, shown: Sequence[Evidence]) -> None:
    """Who heard of the one question does not hear of the same words once more."""
    heard, known = queries.told_of(question), queries.told_of(into)
    for contribution_id in sorted({e.contribution_id for e in shown} & heard - known):
        db.session.add(QuestionNews(question_id=into.id, contribution_id=contribution_id))


def undo_merge(found: Merge, by: User) -> Question:
    """Takes the two apart again, with what still stands there. The question that comes back; for members only when it
    was judged meanwhile.

    Raises Refusal after 30 days, while one of the two is judged, when another question says the same by now, when a
    public question would be left without a statement, and for words not to be quoted that were written meanwhile where
    only members read them.
    """
    if found.at < clock.now() - UNDO_WITHIN:
        raise Refusal(_("This was more than 30 days ago. Split the statements off instead."))
    question, into = found.question, found.into
    not_judged(question, into)
    if not is_merged_by(found.id):
        raise Refusal(_("A colleague undid this at the same moment. These are two questions again."))
    stand_alone(into)  # else its words went further
    says_what_no_other_does(question, by)
    if stands_on_it(found):
        raise Refusal(_("Then nothing stands under this public question any more. Word a statement first."))
    is_unseen = was_judged(question, found.at)
    take_apart(found, by)
    if is_unseen:
        take_back(question, by)  # else words that somebody complained of, and nobody read since, would be public unseen
    if question.is_public and not into.is_public:
        in_own_words(by, *texts_of(question), in_public=True)
    return question


def take_apart(found: Merge, by: User) -> None:
    """Lets what went up in another question stand by itself again, with what came along. The caller holds both."""
    question, into = found.question, found.into
    go_home(found)
    bring_back(found, by)
    db.session.flush()
    goes_home_too(found)
    for one in (question, into):
        as_its_answers_say(one, found, by)
    tell_no_more(found)
    for changed, other in ((question, into), (into, question)):
        changed.changes.append(QuestionChange(what="merge_undone", by_id=by.id, note=other.sentence))
    db.session.delete(found)
    db.session.flush()
    db.session.expire(question, ["merge"])


def stands_on_it(found: Merge) -> bool:
    """Whether nothing would stand under a public question any more without what came along."""
    return found.into.is_public and all(str(one.id) in found.moved["statement"] for one in found.into.statements)


def go_home(found: Merge) -> None:
    """Puts what moved, and still stands there, where it stood."""
    question, into, moved = found.question, found.into, found.moved
    back = [s for s in into.statements if str(s.id) in moved["statement"]]
    home = {statement.id: statement for statement in question.statements}
    for evidence in queries.evidence_called([int(key) for key in moved["evidence"]]).values():
        target = home.get(moved["evidence"][str(evidence.id)])
        if target is not None and evidence.statement.question_id == into.id:
            evidence.statement = target
    move(back, question)
    question.statements.sort(key=lambda s: moved["statement"].get(str(s.id), s.position))
    number(question)
    number(into)
    for name, rows in along_with(into).items():
        for row in rows:
            if str(row.id) in moved.get(name, {}):
                row.question_id = question.id


def was_judged(question: Question, since: datetime) -> bool:
    """Whether the desk let its words back after this moment."""
    return any(change.what == "let_back" and change.at >= since for change in question.changes)


def says_what_no_other_does(question: Question, by: User) -> None:
    """Of a question that comes back. Raises Refusal when another one got its words since it went up."""
    same = already_asked(question.sentence, by)
    if same is not None:
        told = _(
            "Another question says the same by now: “%(sentence)s” Word that one otherwise first, then undo this.",
            sentence=same.sentence,
        )
        raise Refusal(told)
