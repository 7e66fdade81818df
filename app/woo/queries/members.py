"""Documents that members made while taking stock: questions, and what was written with them."""

from collections.abc import Collection, Iterator

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute, joinedload, selectinload

from app.codebook.models import TermChange, TermProposal
from app.core.database import db
from app.reports.models import Stocktake
from app.stocktaking.models import (
    Answer,
    Decision,
    DeclinedOwner,
    Dissent,
    GapJudgement,
    Memo,
    Question,
    QuestionChange,
    Removal,
    Replaced,
)
from app.woo.documents import Document, Part
from app.workbench.models import CheckNote

Noted = Memo | GapJudgement | CheckNote | QuestionChange
Text = InstrumentedAttribute[str]


def questions(ids: Collection[int] | None = None) -> Iterator[Document]:
    """Questions with their statements; what they quote is with the story that it was quoted from."""
    wanted = select(Question).options(selectinload(Question.statements))
    if ids is not None:
        wanted = wanted.where(Question.id.in_(ids))
    for found in db.session.scalars(wanted.order_by(Question.id)):
        statements = "\n".join(statement.text for statement in found.statements)
        parts = (
            Part("title", found.sentence),
            Part("explanation", found.explanation),
            Part("statements", statements),
        )
        owner = frozenset({found.owner_id}) if found.owner_id else frozenset[int]()
        yield Document(f"question:{found.id}", found.created_at, parts, organisations=owner)


def changes(ids: Collection[int] | None = None) -> Iterator[Document]:
    """The history of a question, as far as words were kept in it."""
    return notes("change", QuestionChange, QuestionChange.note, ids)


def memos(ids: Collection[int] | None = None) -> Iterator[Document]:
    """Working notes: what a member thinks of it is an opinion among colleagues."""
    return notes("memo", Memo, Memo.text, ids, is_opinion=True)


def gaps(ids: Collection[int] | None = None) -> Iterator[Document]:
    """What members wrote when they judged a gap of the balance."""
    return notes("gap", GapJudgement, GapJudgement.note, ids, is_opinion=True)


def checks(ids: Collection[int] | None = None) -> Iterator[Document]:
    """Why members decided where a card belongs, when it was laid at different places."""
    return notes("check", CheckNote, CheckNote.why, ids, is_opinion=True)


def terms(ids: Collection[int] | None = None) -> Iterator[Document]:
    """Why administrators changed the vocabulary."""
    wanted = select(TermChange.id, TermChange.asked_at, TermChange.reason).where(TermChange.reason != "")
    if ids is not None:
        wanted = wanted.where(TermChange.id.in_(ids))
    for key, at, reason in db.session.execute(wanted.order_by(TermChange.id)):
        yield Document(f"term:{key}", at, (Part("text", reason),))


def proposed_terms(ids: Collection[int] | None = None) -> Iterator[Document]:
    """What the desk asked of the vocabulary, and why an administrator declined it."""
    wanted = select(TermProposal)
    if ids is not None:
        wanted = wanted.where(TermProposal.id.in_(ids))
    for found in db.session.scalars(wanted.order_by(TermProposal.id)):
        parts = (Part("text", found.words), Part("explanation", found.reason))
        yield Document(f"asked_term:{found.id}", found.asked_at, tuple(part for part in parts if part.text))


def notes(
    source: str, table: type[Noted], words: Text, ids: Collection[int] | None, *, is_opinion: bool = False
) -> Iterator[Document]:
    """The rows of one table in which somebody wrote something, each as a document of its own."""
    wanted = select(table.id, table.at, words).where(words != "")
    if ids is not None:
        wanted = wanted.where(table.id.in_(ids))
    for key, at, text in db.session.execute(wanted.order_by(table.id)):
        yield Document(f"{source}:{key}", at, (Part("text", text, is_opinion),))


def dissents(ids: Collection[int] | None = None) -> Iterator[Document]:
    """The views of organisations that see a question otherwise."""
    wanted = select(Dissent).options(joinedload(Dissent.question), joinedload(Dissent.organisation))
    if ids is not None:
        wanted = wanted.where(Dissent.id.in_(ids))
    for found in db.session.scalars(wanted.order_by(Dissent.id)):
        parts = (
            Part("title", found.question.sentence),
            Part("organisation", found.organisation.name),
            Part("text", found.text),
        )
        yield Document(f"dissent:{found.id}", found.at, parts, organisations=frozenset({found.organisation_id}))


WORDS = ("sentence", "explanation", "text", "steps", "body", "reason")  # of what was kept


def earlier(ids: Collection[int] | None = None) -> Iterator[Document]:
    """What stood with a question before, as long as it can be put back. What is in its history as well, is there."""
    at, what = QuestionChange.at, QuestionChange.what
    wanted = select(Replaced, at, what).join(Replaced.removal).join(Removal.change)
    wanted = wanted.where(what.not_in(("statement_changed", "split_off")))
    if ids is not None:
        wanted = wanted.where(Replaced.removal_id.in_(ids))
    for found, moment, step in db.session.execute(wanted.order_by(Replaced.removal_id)):
        text = "\n".join(found.was[name] for name in WORDS if found.was.get(name))
        whose = frozenset({found.organisation_id}) if found.organisation_id else frozenset[int]()
        if text:
            parts = (Part("text", text, is_opinion=step == "memo_struck_out"),)
            yield Document(f"earlier:{found.removal_id}", moment, parts, organisations=whose)


def answers(ids: Collection[int] | None = None) -> Iterator[Document]:
    """Answers, signed off or not."""
    wanted = select(Answer).options(joinedload(Answer.question), joinedload(Answer.organisation))
    if ids is not None:
        wanted = wanted.where(Answer.id.in_(ids))
    for found in db.session.scalars(wanted.order_by(Answer.id)):
        parts = (
            Part("title", found.question.sentence),
            Part("organisation", found.organisation.name),
            Part("text", found.steps),
        )
        yield Document(f"answer:{found.id}", found.at, parts, organisations=frozenset({found.organisation_id}))


def decisions(ids: Collection[int] | None = None) -> Iterator[Document]:
    wanted = select(Decision).options(joinedload(Decision.question))
    if ids is not None:
        wanted = wanted.where(Decision.id.in_(ids))
    for found in db.session.scalars(wanted.order_by(Decision.id)):
        parts = (
            Part("title", found.question.sentence),
            Part("organisation", found.body),
            Part("text", found.reason),
        )
        yield Document(f"decision:{found.id}", found.at, parts)


def declined(ids: Collection[int] | None = None) -> Iterator[Document]:
    """Why an organisation did not go after a question."""
    wanted = select(DeclinedOwner).options(joinedload(DeclinedOwner.organisation))
    if ids is not None:
        wanted = wanted.where(DeclinedOwner.id.in_(ids))
    for found in db.session.scalars(wanted.order_by(DeclinedOwner.id)):
        parts = (Part("organisation", found.organisation.name), Part("text", found.reason))
        yield Document(f"declined:{found.id}", found.at, parts, organisations=frozenset({found.organisation_id}))


def stocktakes(ids: Collection[int] | None = None) -> Iterator[Document]:
    """The names that members gave to frozen stocktakes. What stands in one is a copy of stories and of questions."""
    wanted = select(Stocktake.id, Stocktake.made_at, Stocktake.name)
    if ids is not None:
        wanted = wanted.where(Stocktake.id.in_(ids))
    for row in db.session.execute(wanted.order_by(Stocktake.id)):
        yield Document(f"stocktake:{row.id}", row.made_at, (Part("title", row.name),))
