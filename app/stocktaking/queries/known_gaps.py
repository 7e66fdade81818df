"""The gaps of the balance of which more is known than that nobody told about them."""

from dataclasses import dataclass

from app.accounts.models import Person
from app.contributions.catalogue import Catalogue
from app.contributions.permissions import audience_of
from app.contributions.queries import catalogue
from app.stocktaking.gaps import PutOut, Spot
from app.stocktaking.models import GapJudgement
from app.stocktaking.queries.gaps import judged_gaps, lying_at
from app.stocktaking.queries.put_out import spots_put_out


@dataclass(frozen=True)
class KnownGap:
    """A spot with what members found of it, or when its question was put out last, or both."""

    place: Spot
    judgement: GapJudgement | None
    put_out: PutOut | None


def known_gaps(person: Person) -> list[KnownGap]:
    """Those in which nothing lies of all that this person's audience may find, as the balance shows them."""
    judged, asked = judged_gaps(most=None), spots_put_out()
    judgements = {frozenset(place.marks): judgement for place, judgement in judged}
    put_out = {frozenset(place.marks): times[-1] for place, times in asked}
    places = {frozenset(found[0].marks): found[0] for found in (*judged, *asked)}
    with catalogue(audience_of(person)) as known:
        return [
            KnownGap(place, judgements.get(marks), put_out.get(marks))
            for marks, place in places.items()
            if not lying_at(place, known) and is_to_be_filled(place, known)
        ]


def is_to_be_filled(place: Spot, known: Catalogue) -> bool:
    """Not where a term is retired that nothing carries any more."""
    retired = (side.mark for side in place.sides if side.term is not None and side.term.is_retired)
    return all(known.holding(mark) for mark in retired)
