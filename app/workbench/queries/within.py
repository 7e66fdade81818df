"""A pile, or what lies at one place in it, as a part of the contributions that the list, the balance and the map show.

    /balans?stapel=zomertour&vak=wie-beheert

`vak` is a question that cards of the pile can be laid at, or one of the words of LYING.
"""

from collections.abc import Sequence

from pyroaring import BitMap
from sqlalchemy import select

from app.accounts.models import Person
from app.contributions.selection import WITHIN, WITHIN_PART, Subset, know_subsets
from app.core.database import db
from app.core.wording import _
from app.stocktaking.models import Laid
from app.stocktaking.permissions import may_take_stock
from app.stocktaking.queries import Lies, where_they_lie
from app.stocktaking.words import LAID_NAMES
from app.workbench.models import Pile, PileCard
from app.workbench.queries.piles import by_slug

LYING = {"een-geval": Laid.ONE_CASE, "nergens": Laid.NOWHERE, "open": Laid.OPEN}  # words of the address


def pile_asked(words: Sequence[str], parts: Sequence[str], person: Person) -> Subset | None:
    """The pile that an address asks for; None for whoever takes no stock, and when there is no such pile."""
    if not words or not may_take_stock(person):
        return None
    pile = db.session.scalar(select(Pile).where(Pile.slug == words[0]))
    if pile is None:
        return None
    ids = db.session.scalars(select(PileCard.contribution_id).where(PileCard.pile_id == pile.id)).all()
    whole = Subset(_("Pile: %(name)s", name=pile.name), {WITHIN: [pile.slug]}, BitMap(ids))
    return part_of(pile, whole, parts[0]) if parts else whole


def part_of(pile: Pile, whole: Subset, word: str) -> Subset:
    """What lies at one place of a pile; all of it when there is no such place."""
    question, laid = by_slug(pile).get(word), LYING.get(word)
    if question is None and laid is None:
        return whole
    name = question.sentence if question else str(LAID_NAMES[Laid(str(laid))])
    lying = where_they_lie(list(whole.ids))
    ids = BitMap(i for i, found in lying.items() if lies_there(found, question.id if question else None, laid))
    address = {**whole.address, WITHIN_PART: [question.slug if question else word]}
    return Subset(_("Pile: %(name)s, at %(place)s", name=pile.name, place=name), address, ids)


def lies_there(found: Lies, question_id: int | None, laid: Laid | None) -> bool:
    return found.laid is laid if question_id is None else question_id in found.questions


know_subsets(pile_asked)
