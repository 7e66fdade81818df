"""A pile, or what lies at one place in it, as a part of the contributions that the list, the balance and the map show.

    /balans?stapel=zomertour&vak=wie-beheert

`vak` is a question that cards of the pile can be laid at, or one of the words of LYING.
"""

from collections.abc import Mapping, Sequence

from pyroaring import BitMap
from sqlalchemy import select

from app.accounts.models import Person
from app.contributions.selection import WITHIN, WITHIN_PART, Addressed, Subset, know_subsets
from app.core.database import db
from app.core.wording import _
from app.stocktaking.models import Laid, Question
from app.stocktaking.permissions import may_take_stock
from app.stocktaking.queries import Lies, where_they_lie
from app.stocktaking.words import LAID_NAMES
from app.workbench.models import Pile, PileCard
from app.workbench.queries.piles import by_slug_in

LYING = {"een-geval": Laid.ONE_CASE, "nergens": Laid.NOWHERE, "open": Laid.OPEN}  # words of the address


def piles_asked(addresses: Sequence[Addressed], person: Person) -> list[Subset | None]:
    """The pile that each address asks for, or what lies at one place in it, in a fixed number of selects.

    None for whoever takes no stock, and when there is no such pile.
    """
    asked = [(address.get(WITHIN, ()), address.get(WITHIN_PART, ())) for address in addresses]
    named = {words[0] for words, _parts in asked if words}
    if not named or not may_take_stock(person):
        return [None for _each in asked]
    piles = {pile.slug: pile for pile in db.session.scalars(select(Pile).where(Pile.slug.in_(named)))}
    whole = whole_piles(list(piles.values()))
    parted = {piles[words[0]] for words, parts in asked if words and parts and words[0] in piles}
    bins = by_slug_in(parted) if parted else {}
    lying = where_they_lie(list(BitMap.union(*(whole[pile.id].ids for pile in parted)))) if parted else {}
    found: list[Subset | None] = []
    for words, parts in asked:
        pile = piles.get(words[0]) if words else None
        if pile is None:
            found.append(None)
        else:
            found.append(part_at(pile, whole[pile.id], parts[0], bins[pile.id], lying) if parts else whole[pile.id])
    return found


def whole_piles(piles: Sequence[Pile]) -> dict[int, Subset]:
    """Everything that lies in each of these piles, by the number of the pile."""
    ids = {pile.id: BitMap() for pile in piles}
    rows = select(PileCard.pile_id, PileCard.contribution_id).where(PileCard.pile_id.in_(list(ids)))
    for pile_id, contribution_id in db.session.execute(rows):
        ids[pile_id].add(contribution_id)
    return {pile.id: Subset(_("Pile: %(name)s", name=pile.name), {WITHIN: [pile.slug]}, ids[pile.id]) for pile in piles}


def part_at(
    pile: Pile, whole: Subset, word: str, bins: Mapping[str, Question], lying: Mapping[int, Lies]
) -> Subset:
    """What lies at one place of a pile; all of it when there is no such place."""
    question, laid = bins.get(word), LYING.get(word)
    if question is None and laid is None:
        return whole
    place = question.sentence if question else str(LAID_NAMES[Laid(str(laid))])
    ids = BitMap(i for i in whole.ids if lies_there(lying[i], question.id if question else None, laid))
    address = {**whole.address, WITHIN_PART: [question.slug if question else word]}
    return Subset(_("Pile: %(name)s, at %(place)s", name=pile.name, place=place), address, ids)


def lies_there(found: Lies, question_id: int | None, laid: Laid | None) -> bool:
    return found.laid is laid if question_id is None else question_id in found.questions


know_subsets(piles_asked)
