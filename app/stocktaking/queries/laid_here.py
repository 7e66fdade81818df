"""The texts that belong to a question, as whoever reads it may know: laid at it, quoted there, or for an answer.

    /bijdragen?vraagstuk=wie-beheert

Who is not to be quoted is neither listed nor counted here: nothing but the story itself may tell which one it is.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from pyroaring import BitMap
from sqlalchemy import Subquery, func, outerjoin, select, union
from sqlalchemy.orm import aliased

from app.accounts.models import Person
from app.contributions.cards import Card, cards_to
from app.contributions.catalogue import cases_among
from app.contributions.disclosure import View
from app.contributions.models import Contribution
from app.contributions.selection import WITHIN_QUESTION, Addressed, Subset, know_subsets
from app.core.database import db
from app.core.wording import _
from app.stocktaking.models import Answer, AnswerSource, Evidence, Merge, Placement, Question, Statement
from app.stocktaking.permissions import leads_on, visible_to
from app.stocktaking.queries.sorting import heir_of

MOST_SHOWN = 6  # on the page of the question; the list of contributions has all of them


@dataclass(frozen=True)
class LaidHere:
    """The first texts that lie at a question, how many lie there, how many cases these tell, and where the list is."""

    views: list[View]
    total: int
    cases: int
    address: dict[str, list[str]]


def texts_with(question: Question, person: Person) -> list[Card]:
    """What this person may read of the texts that lie at a question or at one that went up in it, are quoted there, or
    carry an answer. Who is not to be quoted is among them: see `laid_here`."""
    here = texts_at([question.id])
    return cards_to(person, Contribution.id.in_(select(here.c.contribution_id)))


def laid_here(question: Question, texts: Sequence[Card]) -> LaidHere:
    """Of the texts with a question what its page may tell."""
    told = [card for card in texts if not card.not_quoted]
    views = [card.view for card in told[:MOST_SHOWN]]
    return LaidHere(views, len(told), cases_among(card.told for card in told), address_of(question))


def address_of(question: Question) -> dict[str, list[str]]:
    return {WITHIN_QUESTION: [question.slug]}


def texts_at(ids: Collection[int]) -> Subquery:
    """What lies at each of these questions (question_id, contribution_id). Show only what the reader may see."""
    here = select(Question.id.label("root"), Question.id).where(Question.id.in_(ids)).cte("here", recursive=True)
    here = here.union(select(here.c.root, Merge.question_id).join(here, Merge.into_id == here.c.id))
    laid = select(here.c.root.label("question_id"), Placement.contribution_id)
    quoted = select(Statement.question_id, Evidence.contribution_id).join(Evidence)
    answering = select(Answer.question_id, AnswerSource.contribution_id).join(AnswerSource)
    return union(
        laid.join(here, here.c.id == Placement.question_id),
        quoted.where(Statement.question_id.in_(ids)),
        answering.where(Answer.question_id.in_(ids)),
    ).subquery()


def questions_asked(addresses: Sequence[Addressed], person: Person) -> list[Subset | None]:
    """What lies at the question that each address asks for. None when this person may not read such a question."""
    words = [address.get(WITHIN_QUESTION, ())[:1] for address in addresses]
    named = {word for each in words for word in each}
    if not named:
        return [None for _each in addresses]
    questions = questions_called(named, person)
    ids = ids_at_each({question.id for question in questions.values()})
    parts = {
        slug: Subset(_("Lies at: %(sentence)s", sentence=question.sentence), address_of(question), ids[question.id])
        for slug, question in questions.items()
    }
    return [parts.get(each[0]) if each else None for each in words]


def questions_called(slugs: Collection[str], person: Person) -> dict[str, Question]:
    """By these words of addresses the questions that this person may read; of one that went up in another that one,
    where this person may read both."""
    called, heir = aliased(Question), heir_of()
    wanted = select(called.slug, Question).join(Question, Question.id == func.coalesce(heir.c.into_id, called.id))
    wanted = wanted.select_from(outerjoin(called, heir, heir.c.question_id == called.id))
    wanted = wanted.where(called.slug.in_(slugs), leads_on(person, called), visible_to(person))
    return dict(db.session.execute(wanted).tuples().all())


def ids_at_each(questions: Collection[int]) -> dict[int, BitMap]:
    """The numbers of the texts at each of these questions, without those that are not to be quoted."""
    found = {question_id: BitMap() for question_id in questions}
    here = texts_at(questions)
    quotable = select(Contribution.id).where(Contribution.not_quoted.is_(False))
    wanted = select(here.c.question_id, here.c.contribution_id).where(here.c.contribution_id.in_(quotable))
    for question_id, contribution_id in db.session.execute(wanted):
        found[question_id].add(contribution_id)
    return found


know_subsets(questions_asked)
