"""What there is to tell contributors of the questions that use their texts, and what came of those."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Subquery, cast, func, null, select, union_all
from sqlalchemy.orm import joinedload

from app.accounts.models import Person, Visitor
from app.contributions.models import Contribution
from app.contributions.permissions import may_view as may_read
from app.core.clock import local
from app.core.database import db
from app.stocktaking.models import (
    Answer,
    AnswerSource,
    Evidence,
    News,
    Placement,
    Question,
    QuestionChange,
    QuestionNews,
    Statement,
    WaitingNews,
)
from app.stocktaking.permissions import in_view, may_view
from app.stocktaking.queries.evidence import is_stale
from app.stocktaking.queries.merging import followed_here
from app.stocktaking.queries.sorting import heir_of, ids_at

# What of the history of a question is news for whoever is used in it.
NEWS_OF_STEPS = {
    "owner_accepted": News.OWNER,
    "answer_signed": News.ANSWERED,
    "decided": News.DECIDED,
    "parked": News.CLOSED,
    "merged": News.MERGED,
    "split_off": News.SPLIT,
    "answer_came_along": News.ANSWERED,
    "decision_came_along": News.DECIDED,
}
CAME_ALONG = ("answer_came_along", "decision_came_along")  # with the words of the question that it came from
# What is news for whoever has a text that lies there only: what came of the question, and not each step on the way.
WHERE_IT_LIES = (News.ANSWERED, News.DECIDED)


def used_in_view(question: Question) -> list[Contribution]:
    """The contributions of which everybody can see that they are used here: quoted, counted, or for an answer."""
    answered = select(AnswerSource.contribution_id).join(Answer).where(Answer.question_id == question.id)
    found = quoted_at({question.id})
    sources = select(Contribution).where(Contribution.id.in_(answered)).order_by(Contribution.id)
    every = {story.id: story for story in (*found, *db.session.scalars(sources))}
    return [story for story in every.values() if may_read(Visitor(), story)]


def quoted_at(ids: Collection[int]) -> list[Contribution]:
    """What is quoted under these questions, or counted there without words."""
    quoted = select(Evidence).join(Statement).where(Statement.question_id.in_(ids))
    rows = db.session.scalars(quoted.options(joinedload(Evidence.contribution)).order_by(Evidence.id)).all()
    return [e.contribution for e in rows if e.contribution.not_quoted or not is_stale(e)]


def heard_by(question: Question, what: News) -> list[Contribution]:
    """The contributions whose contributors hear of this change: those used here, and of what came of it also those
    that lie here, where everybody can see that they do or their contributor reads so on the own page. So do those of
    which the statement stayed behind when a question that everybody read went up in this one."""
    used = used_in_view(question)
    if what not in WHERE_IT_LIES:
        return used
    wanted = select(Contribution).where(Contribution.id.in_(ids_at(question.id))).order_by(Contribution.id)
    stayed = quoted_at(followed_here(question.id) - {question.id})
    lying = (story for story in (*db.session.scalars(wanted), *stayed) if may_read(Visitor(), story))
    return list({story.id: story for story in (*used, *lying)}.values())


def waiting_for(question: Question, what: News) -> set[int]:
    """The contributions of which this change of the question still waits to be told."""
    return {row.contribution_id for row in rows_waiting_for(question, what)}


def rows_waiting_for(question: Question, what: News) -> Sequence[WaitingNews]:
    wanted = WaitingNews.question_id == question.id, WaitingNews.what == what
    return db.session.scalars(select(WaitingNews).where(*wanted)).all()


def news_told_of(question: Question) -> Sequence[QuestionNews]:
    """Who heard of the question, each with the last time."""
    return db.session.scalars(select(QuestionNews).where(QuestionNews.question_id == question.id)).all()


def news_that_waits() -> Sequence[tuple[WaitingNews, Question, Contribution]]:
    """Every change that waits, the oldest first; nobody else tells these meanwhile."""
    rows = (
        select(WaitingNews, Question, Contribution)
        .join(Question, Question.id == WaitingNews.question_id)
        .join(Contribution, Contribution.id == WaitingNews.contribution_id)
        .order_by(WaitingNews.at, WaitingNews.id)
        .with_for_update(of=WaitingNews, skip_locked=True)
    )
    return db.session.execute(rows).tuples().all()


@dataclass(frozen=True)
class CameOf:
    """What happened on a day. Without a question it is about one that this person may not read (any more)."""

    day: date
    what: News
    question: Question | None


Uses = Sequence[tuple[Question, datetime | None]]  # since when each uses a text; None: it lies there only


def uses_of(contribution: Contribution) -> Uses:
    """The questions that use a text, in a quote or for an answer, and those at which it lies; in one statement."""
    used = first_used(contribution)
    shown = joinedload(Question.changes), joinedload(Question.merge)
    wanted = select(Question, used.c.at).join(used, used.c.question_id == Question.id).options(*shown)
    return db.session.execute(wanted.order_by(Question.sentence, Question.slug)).unique().tuples().all()


def what_came_of(uses: Uses, person: Person) -> list[CameOf]:
    """In which questions a text is used and what became of them, as far as this person may read that."""
    found: list[CameOf] = []
    for question, at in uses:
        if at is None:
            continue
        since = max(at, *published_first(question))
        if may_view(person, question):
            found += [CameOf(local(since).date(), News.USED, question), *steps_since(question, since)]
        elif question.merge is None:
            found += no_longer_public(question, since)
    order = list(News)
    return sorted(dict.fromkeys(found), key=lambda one: (one.day, order.index(one.what)), reverse=True)


def laid_at(uses: Uses) -> list[Question]:
    """The questions that everybody can read at which members laid a text, where no more came of it.

    Never by whom, nor when: of a question that is not public its contributor hears nothing, whoever looks.
    """
    return [question for question, at in uses if at is None and may_view(Visitor(), question)]


def what_came_where_it_lies(questions: Sequence[Question]) -> list[CameOf]:
    """The answers and decisions of questions at which a text lies, the newest first. Those of before count as well:
    since when it lies there is told to nobody."""
    found = [one for q in questions for one in steps_since(q, q.created_at) if one.what in WHERE_IT_LIES]
    return sorted(dict.fromkeys(found), key=lambda one: (one.day, list(News).index(one.what)), reverse=True)


def first_used(contribution: Contribution) -> Subquery:
    """Since when each question uses it, by the id of the question: in a quote, or for an answer. Without a moment where
    it lies only, at that question or at one that went up in it, or stayed behind with one that everybody read."""
    quoted = select(Statement.question_id, Evidence.added_at.label("at")).join(Evidence)
    answered = select(Answer.question_id, Answer.at).join(AnswerSource)
    heir, never = heir_of(), cast(null(), Evidence.added_at.type)
    lies_at = func.coalesce(heir.c.into_id, Placement.question_id).label("question_id")
    lying = select(lies_at, never.label("at")).outerjoin(heir, heir.c.question_id == Placement.question_id)
    stayed = select(heir.c.into_id, never).join(Question, Question.id == heir.c.question_id).where(in_view(Question))
    stayed = stayed.join(Statement, Statement.question_id == Question.id).join(Evidence)
    every = union_all(
        quoted.where(Evidence.contribution_id == contribution.id),
        answered.where(AnswerSource.contribution_id == contribution.id),
        lying.where(Placement.contribution_id == contribution.id),
        stayed.where(Evidence.contribution_id == contribution.id),
    ).subquery()
    return select(every.c.question_id, func.min(every.c.at).label("at")).group_by(every.c.question_id).subquery()


def published_first(question: Question) -> list[datetime]:
    """When everybody could read it first, if they ever could."""
    return [change.at for change in question.changes if change.what == "published"][:1] or [question.created_at]


def steps_since(question: Question, since: datetime) -> list[CameOf]:
    return [
        CameOf(local(change.at).date(), NEWS_OF_STEPS[change.what], question)
        for change in question.changes
        if change.what in NEWS_OF_STEPS and change.at >= since and not went_home(question, change)
    ]


def went_home(question: Question, change: QuestionChange) -> bool:
    """Whether what came along from another question left with it again."""
    undone = (one for one in question.changes if one.what == "merge_undone" and one.note == change.note)
    return change.what in CAME_ALONG and any(one.at >= change.at for one in undone)


def no_longer_public(question: Question, since: datetime) -> list[CameOf]:
    """That a question which everybody could read with this text in it, is for the members only again."""
    turns = [change for change in question.changes if change.what in ("published", "taken_back")]
    if question.is_public or not turns or turns[-1].what != "taken_back" or turns[-1].at <= since:
        return []
    return [CameOf(local(turns[-1].at).date(), News.TAKEN_BACK, None)]
