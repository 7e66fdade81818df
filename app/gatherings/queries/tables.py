"""Finding the cards of tables, and what phones ask and say."""

from collections.abc import Sequence
from datetime import date
from typing import TypeVar

from sqlalchemy import Select, delete, func, select
from sqlalchemy.orm import joinedload, selectinload

from app.challenges.models import Challenge
from app.core.database import Base, db, number_of, one
from app.core.errors import NotFound
from app.gatherings.models import Clarifying, FieldNote, Gathering, TableCard, Tap, Walker
from app.gatherings.models.tables import MOST_TABLES
from app.gatherings.queries.walking import over_on

Row = TypeVar("Row", bound=Base)


def cards_at(gathering: Gathering) -> Sequence[TableCard]:
    """The cards of all tables, by number."""
    wanted = select(TableCard).where(TableCard.gathering_id == gathering.id)
    shown = wanted.options(selectinload(TableCard.taps), joinedload(TableCard.challenge))
    return db.session.scalars(shown.order_by(TableCard.number)).unique().all()


def card_at(gathering: Gathering, number: int, to_change: bool = False) -> TableCard:
    """The card of one table. Raises NotFound. With `to_change` nobody else changes it meanwhile."""
    if not 1 <= number <= MOST_TABLES:
        raise NotFound
    wanted = select(TableCard).where(TableCard.gathering_id == gathering.id, TableCard.number == number)
    return one(held(wanted, TableCard) if to_change else wanted.options(joinedload(TableCard.challenge)))


def held(wanted: Select[Row], table: type[Base]) -> Select[Row]:
    """As it is now, and held until the end of the transaction."""
    return wanted.with_for_update(of=table).execution_options(populate_existing=True)


def tap_of(card: TableCard, walker: Walker) -> Tap | None:
    return db.session.scalar(select(Tap).where(Tap.card_id == card.id, Tap.walker_id == walker.id))


def answers_of(gathering: Gathering, walker: Walker | None) -> dict[int, str]:
    """What this phone said of each question of a table, by the id of the card."""
    if walker is None:
        return {}
    wanted = select(Tap).join(Tap.card).where(TableCard.gathering_id == gathering.id, Tap.walker_id == walker.id)
    return {found.card_id: found.answer.value for found in db.session.scalars(wanted)}


def clarifying_of(gathering: Gathering, walker: Walker | None, challenge: Challenge | None = None) -> list[Clarifying]:
    """What this phone asked, of one challenge or of all, in the order in which it did."""
    if walker is None:
        return []
    wanted = select(Clarifying).where(Clarifying.gathering_id == gathering.id, Clarifying.walker_id == walker.id)
    if challenge is not None:
        wanted = wanted.where(Clarifying.challenge_id == challenge.id)
    return list(db.session.scalars(wanted.order_by(Clarifying.id)))


def own_clarifying(walker: Walker | None, public_id: str) -> Clarifying:
    """A question of this phone. Raises NotFound for somebody else's."""
    number = walker.id if walker else None
    return one(select(Clarifying).where(Clarifying.public_id == public_id, Clarifying.walker_id == number))


def clarifying_at(gathering: Gathering) -> Sequence[Clarifying]:
    """Everything that was asked at a gathering: open ones first, by challenge, in the order in which it was asked."""
    wanted = select(Clarifying).where(Clarifying.gathering_id == gathering.id).join(Clarifying.challenge)
    ordered = wanted.order_by(Clarifying.answered_at.is_not(None), Challenge.title, Clarifying.id)
    return db.session.scalars(ordered.options(joinedload(Clarifying.challenge))).unique().all()


def number_noted(gathering: Gathering) -> int:
    """How many notes of the walk there are, or were before they were deleted."""
    if gathering.noted is not None:
        return gathering.noted
    there = FieldNote.gathering_id == gathering.id, FieldNote.taken_back_at.is_(None)
    return db.session.scalar(select(func.count(FieldNote.id)).where(*there)) or 0


def number_of_cards(gathering: Gathering) -> int:
    """How many tables wrote a card, also when some of those are deleted."""
    if gathering.cards_written is not None:
        return gathering.cards_written
    return sum(not card.is_empty for card in cards_at(gathering))


def over_and_not_counted(day: date) -> Sequence[Gathering]:
    """The gatherings whose notes and cards go on this day, as long as nobody wrote down how many there were."""
    return db.session.scalars(select(Gathering).where(Gathering.id.in_(over_on(day)), Gathering.noted.is_(None))).all()


def delete_clarifying(day: date) -> int:
    """Deletes what phones asked at gatherings whose notes go on this day; how many."""
    old = delete(Clarifying).where(Clarifying.gathering_id.in_(over_on(day)))
    return number_of(db.session.execute(old))


def delete_cards(day: date) -> int:
    """Deletes the cards that nobody showed or gave to the members, when the notes go too; how many."""
    kept_by_nobody = TableCard.shown_at.is_(None), TableCard.given_at.is_(None), TableCard.worded_at.is_(None)
    old = delete(TableCard).where(TableCard.gathering_id.in_(over_on(day)), *kept_by_nobody)
    return number_of(db.session.execute(old))


def clarifying_here(gathering: Gathering, public_id: str) -> Clarifying:
    """One question that was asked at a gathering, held to be answered. Raises NotFound."""
    wanted = select(Clarifying).where(Clarifying.gathering_id == gathering.id, Clarifying.public_id == public_id)
    return one(held(wanted, Clarifying))
