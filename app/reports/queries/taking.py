"""What lies on the table on the day of freezing, as one audience could find it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import joinedload, selectinload

from app.accounts.models import Person
from app.contributions.disclosure import View, disclosed
from app.contributions.models import Audience, Listing
from app.contributions.queries import in_this_order, listed
from app.core.database import db
from app.stocktaking.models import AnswerSource, Placement, Question
from app.stocktaking.queries import AnswerSeen, Lies, evidence_as_shown, heirs, not_quoted_among, where_they_lie
from app.workbench.models import Bin, Pile, PileCard
from app.workbench.queries import cards_in

AnswerSources = dict[int, list[int]]
AT_ONCE = 1000  # rows asked for at a time: a database takes only so many numbers in one question


@dataclass(frozen=True)
class Lying:
    """A card of the pile: its listing, where it lies, whether it may be quoted, and then all that is read of it."""

    listing: Row[Any]
    lies: Lies
    not_quoted: bool
    whole: View | None


def lying_in(pile: Pile, audience: Audience, until: datetime, reader: Person) -> Iterator[Lying]:
    """The cards of a pile that this audience may find, without those that were laid in it after this moment.

    `reader` is somebody of that audience, as whom the whole texts are read.
    """
    for some in found_in(pile, audience, until):
        where, silent = where_they_lie(list(some)), not_quoted_among(list(some))
        quoted = [key for key, row in some.items() if row.public_id not in silent]
        whole = {found.id: disclosed(found, reader) for found in in_this_order(quoted, reader)}
        for key, row in some.items():
            yield Lying(row, where[key], row.public_id in silent, whole.get(key))


def found_in(pile: Pile, audience: Audience, until: datetime) -> Iterator[dict[int, Row[Any]]]:
    """The listings of the cards that were in the pile by then and that this audience may find, some at a time."""
    ids = [card.contribution_id for card in cards_in(pile) if card.added_at <= until]
    for start in range(0, len(ids), AT_ONCE):
        yield listed(ids[start : start + AT_ONCE], audience)


def sources_of_answers(answers: Sequence[AnswerSeen]) -> AnswerSources:
    """The contributions that each of these answers rests on, by its number; show only what the reader may find."""
    wanted = AnswerSource.answer_id.in_([answer.id for answer in answers])
    used: AnswerSources = {}
    for row in db.session.scalars(select(AnswerSource).where(wanted).order_by(AnswerSource.contribution_id)):
        used.setdefault(row.answer_id, []).append(row.contribution_id)
    return used


def questions_in(pile: Pile, audience: Audience, until: datetime) -> Sequence[Question]:
    """The questions that are a bin of the pile or at which a card lies, with all that stands under them.

    Only a card that this audience may find: the coming and going of a question would tell of another one.
    """
    whole = selectinload(Question.statements).options(evidence_as_shown()), joinedload(Question.owner)
    found = select(Question).where(Question.id.in_(ids_of_questions_in(pile, audience, until))).options(*whole)
    return db.session.scalars(found.order_by(Question.id)).unique().all()


def ids_of_questions_in(pile: Pile, audience: Audience, until: datetime) -> set[int]:
    """The same by their keys; of one that went up in another the key of that one."""
    cards = select(PileCard.contribution_id).where(PileCard.pile_id == pile.id, PileCard.added_at <= until)
    found = Listing.audience == audience, Listing.gone.is_(False), Listing.contribution_id.in_(cards)
    lying = Placement.contribution_id.in_(select(Listing.contribution_id).where(*found))
    bins = select(Bin.question_id).where(Bin.pile_id == pile.id)
    stands_for = heirs()
    return {stands_for.get(i, i) for i in db.session.scalars(bins.union(select(Placement.question_id).where(lying)))}


@dataclass(frozen=True)
class KeptInside:
    """The questions that would come into the edition of a pile for members, and never into that for everybody.

    For members only still; out of view while somebody judges them, or because the desk decided so; and those at which
    nothing lies that everybody may read, and that are not offered in the pile themselves. Each by its sentence.
    """

    for_members: list[Question]
    held: list[Question]
    kept_out: list[Question]
    apart: list[Question]


def kept_inside(pile: Pile, until: datetime) -> KeptInside:
    """By the same choice as freezing makes. For members: it tells where cards lie that only they may read."""
    inside, public = (ids_of_questions_in(pile, audience, until) for audience in (Audience.MEMBERS, Audience.PUBLIC))
    wanted = select(Question).where(Question.id.in_(inside)).order_by(Question.sentence, Question.id)
    found = db.session.scalars(wanted).all()
    return KeptInside(
        for_members=[question for question in found if not question.is_public and question.held_at is None],
        held=[question for question in found if question.held_at is not None and not question.stays_out],
        kept_out=[question for question in found if question.stays_out],
        apart=[question for question in found if question.is_in_view and question.id not in public],
    )
