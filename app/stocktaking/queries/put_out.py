"""Which gaps of the balance were put out, and where: nobody writes that down, it follows from what was put out."""

from collections.abc import Mapping, Sequence

from app.contributions.catalogue import Mark
from app.contributions.filters import Choice, choices
from app.stocktaking.gaps import FINDERS, PutOut, Spot, spot_between
from app.taxonomy.queries import vocabulary

WherePutOut = Mapping[frozenset[Mark], Sequence[PutOut]]


def spots_put_out() -> list[tuple[Spot, Sequence[PutOut]]]:
    """Every spot whose question was put out, and each time that it was; the last put out on top."""
    found: dict[frozenset[Mark], tuple[Spot, list[PutOut]]] = {}
    offered = choices(vocabulary())
    for words, asked in (one for finder in FINDERS for one in finder()):
        place = spot_between(words, offered)
        if place is not None:
            found.setdefault(frozenset(place.marks), (place, []))[1].append(asked)
    ordered = [(place, sorted(times, key=lambda one: one.day)) for place, times in found.values()]
    return sorted(ordered, key=lambda one: (-one[1][-1].day.toordinal(), in_order(one[0], offered)))


def in_order(place: Spot, offered: Mapping[str, Sequence[Choice]]) -> list[int]:
    return [offered[side.name].index(side) for side in place.sides]


def put_out_between() -> WherePutOut:
    """When and where spots were put out, by their marks."""
    return {frozenset(place.marks): asked for place, asked in spots_put_out()}


def put_out_at(place: Spot) -> Sequence[PutOut]:
    return put_out_between().get(frozenset(place.marks), ())
