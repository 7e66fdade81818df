"""Fixing a pile, taking in what came later, dividing it among members, and choosing the questions to lay cards at."""

from collections.abc import Sequence
from typing import Any

from app.accounts.models import User
from app.core import clock
from app.core.database import db
from app.core.errors import Refusal
from app.core.slugs import free_slug
from app.core.wording import _
from app.stocktaking.models import Question
from app.stocktaking.queries import heirs
from app.workbench import queries
from app.workbench.models import Bin, Deed, Did, GivenCard, Pile, PileCard, PileStep
from app.workbench.queries import Wanted


def fix(name: str, wanted: Wanted, by: User) -> Pile:
    """A pile of what answers to the wish now. Raises Refusal when nothing does."""
    queries.hold_what_came_out(wanted)
    ids = queries.wished(wanted, by)
    if not ids:
        raise Refusal(_("No contribution answers to this. Choose less, or another month."))
    pile = Pile(slug=free_slug(name, queries.taken_pile_slugs()), name=name, wanted=wanted.kept(), made_by_id=by.id)
    db.session.add(pile)
    db.session.flush()
    put_in(pile, ids)
    return pile


def put_in(pile: Pile, ids: Sequence[int]) -> None:
    first = queries.last_position(pile) + 1
    for position, contribution_id in enumerate(ids, start=first):
        db.session.add(
            PileCard(pile_id=pile.id, contribution_id=contribution_id, position=position, added_at=pile.fixed_at)
        )
    db.session.flush()


def take_in(pile: Pile, by: User) -> int:
    """Lays what arrived since at the end of the pile; how many that were. From now on it is fixed as it is now."""
    queries.hold_what_came_out(queries.wanted_from(pile.wanted))
    ids = queries.arrivals(pile, {row.contribution_id for row in queries.cards_in(pile)}, by)
    if ids:
        before = {"fixed_at": pile.fixed_at.isoformat()}
        pile.fixed_at, pile.version = clock.now(), pile.version + 1
        put_in(pile, ids)
        note(pile, Did.ADDED, before, {"fixed_at": pile.fixed_at.isoformat()}, by)
    return len(ids)


def note(
    pile: Pile, did: Did, before: dict[str, Any], after: dict[str, Any], by: User, deed: Deed | None = None
) -> PileStep:
    """Keeps what was done with a pile, so that it can be put back."""
    step = PileStep(pile_id=pile.id, did=did, before=before, after=after, by_id=by.id, deed=deed)
    db.session.add(step)
    db.session.flush()
    return step


def not_changed_since(pile: Pile, seen: int) -> None:
    """Raises Refusal when somebody filled the pile up, divided it or left themes out since this member saw it."""
    if pile.version != seen:
        raise Refusal(
            _("Somebody else changed this pile in the meantime. See how it stands now, then press once more.")
        )


def divide(pile: Pile, among: Sequence[User], by: User, seen: int) -> None:
    """Gives each of these members an equal part of the cards that lie nowhere yet; nobody means: all for everybody.

    Raises Refusal when somebody else changed the pile since it was `seen`.
    """
    not_changed_since(pile, seen)
    open_ids = {card.id for card in queries.on_the_table(pile, by).cards if card.lies.is_open}
    cards = [card for card in queries.cards_in(pile) if card.contribution_id in open_ids]
    given = []
    for at, card in enumerate(cards):
        before, after = card.taken_by_id, among[at * len(among) // len(cards)].id if among else None
        if before != after:
            card.taken_by_id = after
            given.append(GivenCard(contribution_id=card.contribution_id, before_id=before, after_id=after))
    pile.version += 1
    if given:
        note(pile, Did.DIVIDED, {}, {"over": len(among)}, by).cards = given
    db.session.flush()


def offer(pile: Pile, questions: Sequence[Question], by: User) -> None:
    """Makes these questions bins of this pile, behind the others, in one step that can be put back."""
    before = bins_of(pile)
    for question in questions:
        make_bin(pile, question)
    if bins_of(pile) != before:
        note(pile, Did.OFFERED, {"bins": before}, {"bins": bins_of(pile)}, by)


def bins_of(pile: Pile) -> list[int]:
    return [known.question_id for known in pile.bins]


def make_bin(pile: Pile, question: Question) -> None:
    if question.id in {known.id for known in queries.questions_of(pile)}:
        return
    last = max((known.position for known in pile.bins), default=0)
    pile.bins.append(Bin(question=question, position=last + 1))
    db.session.flush()


def withdraw_bin(pile: Pile, question: Question, by: User) -> None:
    """Takes a question out of the bins of this pile, with those that went up in it. What lies there stays there."""
    before = bins_of(pile)
    stands_for = heirs()
    for known in list(pile.bins):
        if stands_for.get(known.question_id, known.question_id) == question.id:
            pile.bins.remove(known)
    db.session.flush()
    number(pile)
    if bins_of(pile) != before:
        note(pile, Did.WITHDREW, {"bins": before}, {"bins": bins_of(pile)}, by)


def number(pile: Pile) -> None:
    for position, known in enumerate(pile.bins, start=1):
        known.position = position
    db.session.flush()


def switch_themes_off(pile: Pile, theme_ids: Sequence[int], by: User, seen: int) -> None:
    """Leaves these themes out of what is counted and shown in this pile.

    Raises Refusal when somebody else changed the pile since it was `seen`.
    """
    not_changed_since(pile, seen)
    before, pile.switched_off = pile.switched_off, sorted(set(theme_ids))
    pile.version += 1
    if pile.switched_off != before:
        note(pile, Did.SWITCHED, {"off": before}, {"off": pile.switched_off}, by)
    db.session.flush()
