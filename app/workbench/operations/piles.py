"""Fixing a pile, taking in what came later, dividing it among members, and choosing the questions to lay cards at."""

from collections.abc import Sequence

from app.accounts.models import User
from app.core.database import db
from app.core.errors import Refusal
from app.core.slugs import free_slug
from app.core.wording import _
from app.stocktaking.models import Question
from app.stocktaking.queries import heirs
from app.workbench import queries
from app.workbench.models import Bin, Pile, PileCard
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
        db.session.add(PileCard(pile_id=pile.id, contribution_id=contribution_id, position=position))
    db.session.flush()


def take_in(pile: Pile, by: User) -> int:
    """Lays what arrived since at the end of the pile; how many that were."""
    queries.hold_what_came_out(queries.wanted_from(pile.wanted))
    ids = queries.arrivals(pile, {row.contribution_id for row in queries.cards_in(pile)}, by)
    put_in(pile, ids)
    return len(ids)


def divide(pile: Pile, among: Sequence[User], by: User) -> None:
    """Gives each of these members an equal part of the cards that lie nowhere yet; nobody means: all for everybody."""
    open_ids = {card.id for card in queries.on_the_table(pile, by).cards if card.lies.is_open}
    cards = [card for card in queries.cards_in(pile) if card.contribution_id in open_ids]
    for at, card in enumerate(cards):
        card.taken_by_id = among[at * len(among) // len(cards)].id if among else None
    db.session.flush()


def offer(pile: Pile, question: Question) -> None:
    """Makes a question a bin of this pile, behind the others."""
    if question.id in {known.id for known in queries.questions_of(pile)}:
        return
    last = max((known.position for known in pile.bins), default=0)
    pile.bins.append(Bin(question=question, position=last + 1))
    db.session.flush()


def withdraw_bin(pile: Pile, question: Question) -> None:
    """Takes a question out of the bins of this pile, with those that went up in it. What lies there stays there."""
    stands_for = heirs()
    for known in list(pile.bins):
        if stands_for.get(known.question_id, known.question_id) == question.id:
            pile.bins.remove(known)
    db.session.flush()
    for position, known in enumerate(pile.bins, start=1):
        known.position = position
    db.session.flush()


def switch_themes_off(pile: Pile, theme_ids: Sequence[int]) -> None:
    """Leaves these themes out of what is counted and shown in this pile."""
    pile.switched_off = sorted(theme_ids)
    db.session.flush()
