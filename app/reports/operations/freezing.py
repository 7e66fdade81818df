"""Freezing a pile: a sealed copy for each audience, of what that audience could find itself."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from app.accounts.models import Person, User, Visitor
from app.contributions.models import Audience
from app.contributions.queries import listed
from app.core import clock
from app.core.database import db
from app.core.errors import Refusal
from app.core.slugs import free_slug
from app.core.wording import _
from app.reports import queries
from app.reports.models import Edition, Item, ItemKind, Stocktake, Words
from app.reports.records import (
    Numbers,
    contribution_record,
    question_record,
    quote_records,
    source_records,
    vocabulary_mark,
)
from app.reports.seal import canonical, digest_of, new_salt, root_of
from app.stocktaking.models import Question
from app.stocktaking.queries import AnswerSeen, answers_to, not_quoted_among, seen_by
from app.workbench.models import Pile
from app.workbench.queries import hold_what_came_out, wanted_from


@dataclass(frozen=True)
class Record:
    kind: ItemKind
    content: dict[str, Any]
    contribution_id: int | None = None
    question_id: int | None = None


def freeze(pile: Pile, name: str, by: User) -> Stocktake:
    """A copy of what lies in a pile now, for members and for everybody. Raises Refusal when nothing lies there."""
    hold_what_came_out(wanted_from(pile.wanted))
    questions = queries.questions_in(pile)
    stocktake = Stocktake(
        slug=free_slug(name, queries.taken_stocktake_slugs()), name=name, made_by_id=by.id, pile_id=pile.id
    )
    stocktake.made_at = clock.now().replace(microsecond=0)  # as it is sealed, and as a database keeps it
    db.session.add(stocktake)
    db.session.flush()
    shown = [question for question in questions if question.is_public and question.held_at is None]
    seal(stocktake, Audience.MEMBERS, [*records(pile, Audience.MEMBERS, questions, by)])
    seal(stocktake, Audience.PUBLIC, [*records(pile, Audience.PUBLIC, shown, Visitor())])
    if not any(edition.n for edition in stocktake.editions):
        raise Refusal(_("Nothing lies in this pile any more. Choose another pile, or add what came in since."))
    return stocktake


def records(pile: Pile, audience: Audience, questions: Sequence[Question], reader: Person) -> Iterator[Record]:
    """Everything that this audience finds: contributions, questions, the quotes under one, and what answers rest on."""
    slugs = {question.id: question.slug for question in questions}
    numbers = Numbers()
    for lying in queries.lying_in(pile, audience):
        content = contribution_record(lying, slugs, numbers)
        yield Record(ItemKind.CONTRIBUTION, content, contribution_id=lying.listing.contribution_id)
    for question in questions:
        answers = answers_to(question, reader)
        yield Record(ItemKind.QUESTION, question_record(question, answers), question_id=question.id)
        yield from evidence_of_answers(question, answers, audience)
        sources = {e.id: e.contribution_id for statement in question.statements for e in statement.evidence}
        listings = listed(sorted(set(sources.values())), audience)
        for evidence_id, content in quote_records(question, seen_by(question, reader), sources, listings):
            yield Record(ItemKind.QUOTE, content, sources[evidence_id], question.id)


def evidence_of_answers(
    question: Question, answers: Sequence[AnswerSeen], audience: Audience
) -> Iterator[Record]:
    used = queries.sources_of_answers(answers)
    ids = sorted({contribution_id for found in used.values() for contribution_id in found})
    listings, silent = listed(ids, audience), not_quoted_among(ids)
    for contribution_id, content in source_records(question, answers, used, listings, silent):
        yield Record(ItemKind.SOURCE, content, contribution_id, question.id)


def seal(stocktake: Stocktake, audience: Audience, found: Sequence[Record]) -> None:
    items = []
    for record in found:
        salt, content = new_salt(), canonical(record.content)
        words = Words(
            contribution_id=record.contribution_id, question_id=record.question_id, salt=salt, content=content
        )
        digest = digest_of(salt, content)
        items.append(
            Item(stocktake_id=stocktake.id, audience=audience, kind=record.kind, digest=digest, words=words)
        )
    db.session.add_all(items)
    n = sum(record.kind is ItemKind.CONTRIBUTION for record in found)
    edition = Edition(audience=audience, n=n, vocabulary=vocabulary_mark(), root="")
    stocktake.editions.append(edition)
    edition.root = root_of(head_of(stocktake, edition), [item.digest for item in items])
    db.session.flush()


def head_of(stocktake: Stocktake, edition: Edition) -> dict[str, Any]:
    """What the seal holds beside the items."""
    return {
        "name": stocktake.name,
        "address": stocktake.slug,
        "made_at": stocktake.made_at.isoformat(),
        "audience": edition.audience.value,
        "n": edition.n,
        "vocabulary": edition.vocabulary,
    }


def publish(stocktake: Stocktake) -> None:
    """Shows everybody what was public in it; what only members may read stays with the members."""
    stocktake.published_at = stocktake.published_at or clock.now()
    db.session.flush()


def take_back(stocktake: Stocktake) -> None:
    """Shows it to the members only again."""
    stocktake.published_at = None
    db.session.flush()
