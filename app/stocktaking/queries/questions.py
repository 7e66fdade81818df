"""Finding questions and their statements, as far as somebody may read them."""

import re
from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import joinedload, selectinload

from app.accounts.models import Organisation, Person, User
from app.contributions.models import Contribution
from app.contributions.queries import with_what_is_shown
from app.core.collation import plain_words
from app.core.database import db, one
from app.core.dutch import fold
from app.core.errors import NotFound
from app.stocktaking.models import Answer, AnswerSource, Evidence, Question, QuestionChange, Statement
from app.stocktaking.permissions import for_everybody, visible_to
from app.taxonomy.models import Dimension
from app.taxonomy.queries import Word, to_choose_from, vocabulary


def question_by_slug(slug: str, person: Person) -> Question:
    """The question at this address. Raises NotFound when this person may not read it."""
    shown = joinedload(Question.statements).options(evidence_as_shown())
    return one(at(slug, person).options(shown, joinedload(Question.owner), selectinload(Question.changes)))


def question_without_quotes(slug: str, person: Person) -> Question:
    """The same for a page that shows no evidence. Raises NotFound when this person may not read it."""
    return one(at(slug, person).options(joinedload(Question.owner), selectinload(Question.changes)))


def at(slug: str, person: Person) -> Select[Question]:
    return select(Question).where(Question.slug == slug, visible_to(person))


def hold_question(*questions: Question) -> None:
    """Nobody else changes these, or what stands under them, meanwhile; laying cards there goes on. They are read anew.

    Raises NotFound when one of them is gone.
    """
    wanted = select(Question).where(Question.id.in_({question.id for question in questions})).order_by(Question.id)
    kept = wanted.with_for_update(of=Question, key_share=True).execution_options(populate_existing=True)
    if set(db.session.scalars(kept)) != set(questions):
        raise NotFound


def held(which: ColumnElement[bool]) -> Select[int]:
    return select(Question.id).where(which).with_for_update(key_share=True)


def hold_to_lay(ids: Collection[int]) -> set[int]:
    """Nobody takes one of these questions away meanwhile; which of them are still there."""
    wanted = select(Question.id).where(Question.id.in_(ids)).order_by(Question.id)
    return set(db.session.scalars(wanted.with_for_update(read=True, key_share=True))) if ids else set()


def hold_to_forget(ids: Collection[int]) -> None:
    """Nobody lays a card at one of these questions meanwhile, or goes on with it. They are read anew."""
    wanted = select(Question).where(Question.id.in_(ids)).order_by(Question.id).with_for_update(of=Question)
    db.session.scalars(wanted.execution_options(populate_existing=True)).all()


def statement_by_id(statement_id: int, person: Person, to_change: bool = False) -> Statement:
    """A statement of a question that this person may read, with its evidence. Raises NotFound.

    With `to_change` nobody else changes what stands under its question meanwhile.
    """
    if to_change:
        one(held(Question.id.in_(select(Statement.question_id).where(Statement.id == statement_id))))
    wanted = select(Statement).join(Statement.question).where(Statement.id == statement_id, visible_to(person))
    wanted = wanted.options(evidence_as_shown())
    return one(wanted.with_for_update(of=Statement) if to_change else wanted)


def evidence_as_shown() -> Any:  # an option of a private type
    """Reads the evidence of statements with its sources, in a fixed number of selects."""
    sources = selectinload(Statement.evidence).joinedload(Evidence.contribution)
    return sources.options(*with_what_is_shown(in_few=True))  # type: ignore[arg-type]  # the same options, under a wider name


def questions(person: Person) -> Sequence[Question]:
    """The questions that this person may read, in the order of the alphabet: never of who came first."""
    shown = selectinload(Question.statements), joinedload(Question.owner)
    return db.session.scalars(
        select(Question).where(visible_to(person)).options(*shown).order_by(Question.sentence)
    ).all()


def questions_using(contribution: Contribution, person: Person) -> Sequence[Question]:
    """The questions that use this contribution, in a quote or for an answer, as far as this person may read them."""
    wanted = or_(*used_by(contribution)), visible_to(person)
    return db.session.scalars(select(Question).where(*wanted).order_by(Question.sentence)).all()


def question_that_says(sentence: str, person: Person) -> Question | None:
    """A question in these words, as far as this person may read it; the first, when there are several.

    Capitals, accents, signs and spaces do not count. Neither database folds them: each has a way of its own.
    """
    said = plain_words(sentence)
    asked = db.session.execute(select(Question.id, Question.sentence).where(visible_to(person)).order_by(Question.id))
    same = next((key for key, words in asked if plain_words(words) == said), None) if said else None
    return db.session.get(Question, same) if same is not None else None


def used_by(contribution: Contribution) -> tuple[ColumnElement[bool], ...]:
    """Where a contribution can be used with a question: under a statement, and for an answer."""
    quoted = select(Statement.question_id).join(Evidence, Evidence.statement_id == Statement.id)
    answered = select(Answer.question_id).join(AnswerSource, AnswerSource.answer_id == Answer.id)
    return (
        Question.id.in_(quoted.where(Evidence.contribution_id == contribution.id)),
        Question.id.in_(answered.where(AnswerSource.contribution_id == contribution.id)),
    )


def taken_question_slugs() -> set[str]:
    return set(db.session.scalars(select(Question.slug)))


def public_question_slugs() -> Sequence[str]:
    return db.session.scalars(select(Question.slug).where(for_everybody()).order_by(Question.slug)).all()


def working_on(question: Question) -> Sequence[User]:
    """Who worded something under this question, or put a quote there."""
    changed = select(QuestionChange.by_id).where(QuestionChange.question_id == question.id)
    quoted = select(Evidence.added_by_id).join(Statement).where(Statement.question_id == question.id)
    wanted = or_(User.id.in_(changed), User.id.in_(quoted))
    return db.session.scalars(select(User).where(wanted).order_by(User.id)).all()


def questions_with(contribution: Contribution) -> Sequence[Question]:
    """Every question that uses it, whoever may read that."""
    wanted = select(Question).where(or_(*used_by(contribution)))
    return db.session.scalars(wanted.order_by(Question.id)).all()


def partners() -> Sequence[Organisation]:
    """The organisations that may own a question: the partners of the deal."""
    return db.session.scalars(
        select(Organisation).where(Organisation.is_partner.is_(True)).order_by(Organisation.name)
    ).all()


def terms_for_questions() -> dict[str, list[Word]]:
    return {"kind": to_choose_from(Dimension.QUESTION_KIND), "route": to_choose_from(Dimension.ROUTE)}


def words_for(*dimensions: Dimension) -> frozenset[str]:
    """The single words of the vocabulary for these dimensions, folded; abbreviations are left out."""
    terms = (word for word in vocabulary() if word.dimension in dimensions and word.replaced_by_id is None)
    folded = (fold(name) for term in terms for name in (term.name_nl, *term.synonyms))
    return frozenset(name for name in folded if re.fullmatch(r"[a-z-]{4,}", name))


def worded_by(user: User) -> Sequence[Question]:
    """The questions that somebody worded first."""
    return db.session.scalars(select(Question).where(Question.created_by_id == user.id).order_by(Question.id)).all()


def changes_by(user: User) -> Sequence[QuestionChange]:
    return db.session.scalars(
        select(QuestionChange).where(QuestionChange.by_id == user.id).order_by(QuestionChange.id)
    ).all()
