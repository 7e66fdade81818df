"""Finding piles, the cards in them, and where each card lies."""

from bisect import bisect_right
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from app.accounts.models import Person, Role, User
from app.accounts.queries import people_with
from app.contributions.cards import cards_by_id
from app.contributions.catalogue import cases_among
from app.contributions.disclosure import TermView, View
from app.contributions.models import Audience, Contribution
from app.contributions.permissions import audience_of
from app.contributions.queries import catalogue
from app.core.clock import local
from app.core.database import db, one
from app.stocktaking.models import Laid, Question
from app.stocktaking.permissions import visible_to
from app.stocktaking.queries import Lies, heir_of, where_they_lie
from app.taxonomy.models import Dimension
from app.workbench.models import Bin, Pile, PileCard
from app.workbench.queries.choosing import wanted_from, wished

SHOWN = (Dimension.THEME, Dimension.PHASE, Dimension.BARRIER, Dimension.LEVER)


@dataclass(frozen=True)
class Card:
    """A contribution as it lies in a pile: its number there, where it lies now, and who takes it."""

    number: int
    id: int
    view: View
    lies: Lies
    taken_by: int | None
    added_at: datetime

    @property
    def tags(self) -> list[TermView]:
        """What stood in the way and what helped, without the groups that these lie in."""
        found = (*self.view.barriers, *self.view.levers)
        groups = {term.parent_id for term in found}
        return [term for term in found if term.id not in groups]


@dataclass(frozen=True)
class OnTheTable:
    """The cards of a pile that one person may see, and the questions they can be laid at."""

    cards: list[Card]
    bins: Sequence[Question]
    lying: frozenset[int]  # every contribution in the pile, also what this person may not see
    audience: Audience

    @cached_property
    def tally(self) -> "Tally":
        return Tally({card.id: card.lies for card in self.cards})

    @cached_property
    def told(self) -> dict[int, int]:
        """The same for cards that tell one case; asked for only where cases are counted, for it takes a look."""
        with catalogue(self.audience) as known:
            return known.told(card.id for card in self.cards)

    @cached_property
    def in_cases(self) -> "Tally":
        return Tally(self.tally.lies, self.told)

    @cached_property
    def first_of(self) -> dict[int, int]:
        """By what it tells: the number of the first card that tells it."""
        return {self.told[card.id]: card.number for card in reversed(self.cards)}

    @property
    def is_grouped(self) -> bool:
        """Whether some of these cards tell one case."""
        return len(self.first_of) < len(self.cards)

    @property
    def done(self) -> int:
        return self.tally.done

    @property
    def fixed_before(self) -> list[tuple[date, int]]:
        """The days on which it was fixed before the last one, and how many there were by then of what is seen now."""
        days = sorted(local(card.added_at).date() for card in self.cards)
        return [(day, bisect_right(days, day)) for day in sorted(set(days))][:-1]

    @cached_property
    def by_public_id(self) -> dict[str, Card]:
        return {card.view.id: card for card in self.cards}

    def number_at(self, question_id: int) -> int:
        return self.tally.number_at(question_id)

    def number_that_is(self, laid: Laid | str) -> int:
        return self.tally.number_that_is(laid)


def pile_by_slug(slug: str, to_change: bool = False) -> Pile:
    """The pile at this address; every member may see every pile. Raises NotFound.

    With `to_change` nobody else fills it up, divides it or changes its questions meanwhile; laying cards goes on.
    """
    wanted = select(Pile).where(Pile.slug == slug)
    return one(wanted.with_for_update(of=Pile, key_share=True) if to_change else wanted)


def piles() -> Sequence[Pile]:
    """Every pile, the last one on top."""
    return db.session.scalars(select(Pile).order_by(Pile.made_at.desc(), Pile.id.desc())).all()


def taken_pile_slugs() -> set[str]:
    return set(db.session.scalars(select(Pile.slug)))


def cards_in(pile: Pile) -> Sequence[PileCard]:
    wanted = PileCard.pile_id == pile.id
    return db.session.scalars(select(PileCard).where(wanted).order_by(PileCard.position)).all()


def hold_card(pile: Pile, contribution: Contribution) -> bool:
    """Nobody takes this card out of the pile meanwhile; whether it is still in it."""
    wanted = PileCard.pile_id == pile.id, PileCard.contribution_id == contribution.id
    held = select(PileCard.position).where(*wanted).with_for_update(read=True, key_share=True)
    return db.session.scalar(held) is not None


def hold_to_take_out(pile: Pile, cards: Collection[int]) -> None:
    """Nobody lays one of these cards in the pile meanwhile."""
    wanted = PileCard.pile_id == pile.id, PileCard.contribution_id.in_(cards)
    ordered = select(PileCard.position).where(*wanted).order_by(PileCard.contribution_id)
    db.session.execute(ordered.with_for_update())


def on_the_table(pile: Pile, person: Person) -> OnTheTable:
    """Everything to sort with, in a fixed number of selects."""
    rows = cards_in(pile)
    views = cards_by_id([row.contribution_id for row in rows], person, SHOWN)
    where = where_they_lie(list(views))
    shown = [row for row in rows if row.contribution_id in views]
    return OnTheTable(
        [
            Card(number, key, views[key], where[key], row.taken_by_id, row.added_at)
            for number, (key, row) in enumerate(((row.contribution_id, row) for row in shown), start=1)
        ],
        questions_of(pile),
        frozenset(row.contribution_id for row in rows),
        audience_of(person),
    )


def questions_of(pile: Pile) -> list[Question]:
    """The questions at which cards of this pile can be laid, each once.

    One that went up in another stands there as that one, at the first place that either of them had.
    """
    return list(dict.fromkeys(question for _word, question in bins_of(pile)))


def by_slug(pile: Pile) -> dict[str, Question]:
    """The same by the word of their address; a page that was open during a merge still names the one that went up."""
    return by_slug_in([pile])[pile.id]


def by_slug_in(some: Collection[Pile]) -> dict[int, dict[str, Question]]:
    """The same of several piles, by the number of the pile."""
    named: dict[int, dict[str, Question]] = {pile.id: {} for pile in some}
    found = bins_in(named)
    for pile_id, word, question in found:
        named[pile_id][word] = question
    for pile_id, _word, question in found:
        named[pile_id][question.slug] = question
    return named


def bins_of(pile: Pile) -> Sequence[tuple[str, Question]]:
    """The bins of a pile in their order: the word of its address, and the question that it is part of now."""
    return [(word, question) for _pile_id, word, question in bins_in([pile.id])]


def bins_in(pile_ids: Collection[int]) -> Sequence[tuple[int, str, Question]]:
    heir, named = heir_of(), aliased(Question)
    bins = select(Bin.pile_id, named.slug, Question).select_from(Bin).join(named, named.id == Bin.question_id)
    bins = bins.outerjoin(heir, heir.c.question_id == Bin.question_id)
    bins = bins.join(Question, Question.id == func.coalesce(heir.c.into_id, Bin.question_id))
    return db.session.execute(bins.where(Bin.pile_id.in_(pile_ids)).order_by(Bin.position)).tuples().all()


@dataclass(frozen=True)
class Tally:
    """How many cards of a pile lie where, and how many cases these tell; without the cards themselves."""

    lies: dict[int, Lies]
    told: Mapping[int, int] = field(default_factory=dict)  # only where cases are counted

    @property
    def done(self) -> int:
        return sum(not found.is_open for found in self.lies.values())

    def number_at(self, question_id: int) -> int:
        return sum(question_id in found.questions for found in self.lies.values())

    def number_that_is(self, laid: Laid | str) -> int:
        return sum(found.laid == laid for found in self.lies.values())

    def cases_at(self, question_id: int) -> int:
        return cases_among(self.told[i] for i, found in self.lies.items() if question_id in found.questions)

    def cases_that_are(self, laid: Laid | str) -> int:
        return cases_among(self.told[i] for i, found in self.lies.items() if found.laid == laid)


def tally(pile: Pile, person: Person) -> Tally:
    """Where the cards of a pile lie that this person may see."""
    found = db.session.scalars(select(PileCard.contribution_id).where(PileCard.pile_id == pile.id)).all()
    with catalogue(audience_of(person)) as known:
        told = known.told(i for i in found if i in known.everything)
    return Tally(where_they_lie(list(told)), told)


def arrivals(pile: Pile, lying: Collection[int], person: Person) -> list[int]:
    """What answers to the pile's wish now and is not among what lies in it."""
    return [i for i in wished(wanted_from(pile.wanted), person) if i not in lying]


def last_position(pile: Pile) -> int:
    return db.session.scalar(select(func.max(PileCard.position)).where(PileCard.pile_id == pile.id)) or 0


def members() -> Sequence[User]:
    """Who can take a part of a pile."""
    return people_with(Role.MEMBER, Role.COORDINATOR)


def questions_for_bins(bins: Sequence[Question], person: Person) -> Sequence[Question]:
    """The questions that are none of these bins yet, by their sentence."""
    wanted = Question.id.not_in([question.id for question in bins]), visible_to(person)
    return db.session.scalars(select(Question).where(*wanted).order_by(Question.sentence)).all()
