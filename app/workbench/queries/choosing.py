"""Which contributions a pile asks for: by kind, outcome, theme, time, gathering and level."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from pyroaring import BitMap

from app.accounts.models import Person
from app.contributions.catalogue import Catalogue
from app.contributions.filters import Choice, choices, chosen, marks
from app.contributions.permissions import audience_of
from app.contributions.queries import catalogue
from app.contributions.queries.listings import MEMBERS_ONLY
from app.core.errors import NotFound
from app.gatherings.models import Gathering
from app.gatherings.queries import came_out_of, challenges_at, public_gathering
from app.gatherings.queries import hold_what_came_out as hold
from app.taxonomy.queries import vocabulary

FILTERS = ("soort", "uitkomst", "thema")


class Level(StrEnum):
    """Who reads a contribution, and whether its organisation stands with it, as a member may see that."""

    NAMED = "named"
    UNNAMED = "unnamed"
    MEMBERS = "members"


@dataclass(frozen=True)
class Wanted:
    """What a pile asks for. Nothing chosen means everything that a member may read.

    Months are of publication, first and last included.
    """

    picked: dict[str, list[str]] = field(default_factory=dict)  # filter -> words of an address
    first: date | None = None  # the first day of a month
    last: date | None = None
    gathering: str = ""  # its slug
    levels: tuple[Level, ...] = ()

    def kept(self) -> dict[str, Any]:
        """As it stands in the database."""
        months = {name: day.isoformat() for name, day in (("first", self.first), ("last", self.last)) if day}
        levels = [level.value for level in self.levels]
        return {"picked": self.picked, "gathering": self.gathering, "levels": levels, **months}


def wanted_from(kept: dict[str, Any]) -> Wanted:
    """What a pile asks for, from how it is kept."""
    months = {name: date.fromisoformat(kept[name]) for name in ("first", "last") if name in kept}
    return Wanted(kept["picked"], gathering=kept["gathering"], levels=levels_from(kept), **months)


def levels_from(kept: dict[str, Any]) -> tuple[Level, ...]:
    """Piles of before levels could be chosen hold whether they ask only for what everybody may read."""
    of_old = (Level.NAMED, Level.UNNAMED) if kept.get("only_public") else ()
    return tuple(map(Level, kept.get("levels", of_old)))


def choices_in(wanted: Wanted) -> dict[str, list[Choice]]:
    """What was chosen, as choices with a name; terms that were merged are followed to their heirs."""
    offered = choices(vocabulary())
    return chosen(wanted.picked, {name: offered[name] for name in FILTERS})


def gathering_in(wanted: Wanted) -> Gathering | None:
    try:
        return public_gathering(wanted.gathering) if wanted.gathering else None
    except NotFound:
        return None  # taken back since


def hold_what_came_out(wanted: Wanted) -> None:
    """Until the end of the transaction no story parts from the gathering that a pile asks for: whoever takes away
    what theirs came out of waits, and then finds its card."""
    gathering = gathering_in(wanted)
    if gathering is not None:
        hold(gathering.id)


def wished(wanted: Wanted, person: Person) -> list[int]:
    """The contributions that answer to this now and that this person may find, in the public order."""
    filters = marks(choices_in(wanted))
    gathering = gathering_in(wanted)
    answered = challenges_at(gathering, person) if gathering else ()
    came_out = BitMap(came_out_of(gathering, person)) if gathering else BitMap()
    with catalogue(audience_of(person)) as known:
        hits = known.matching(filters)
        if wanted.gathering:
            hits = hits & BitMap.union(came_out, *(known.holding(("challenge", one.id)) for one in answered))
        if wanted.levels:
            hits = at_levels(known, hits, wanted.levels)
        ids = known.page(hits, 0, len(hits))
        return [i for i in ids if lies_between(known.entries[i].month, wanted.first, wanted.last)]


def at_levels(known: Catalogue, hits: BitMap, levels: Sequence[Level]) -> BitMap:
    """Those of these hits that have one of these levels."""
    public = hits - known.holding(MEMBERS_ONLY)
    named = BitMap(i for i in public if any(facet == "organisation" for facet, _value in known.entries[i].marks))
    parts = {Level.NAMED: named, Level.UNNAMED: public - named, Level.MEMBERS: hits - public}
    return BitMap.union(*(parts[level] for level in levels))


def lies_between(month: date, first: date | None, last: date | None) -> bool:
    return (first is None or month >= first) and (last is None or month <= last)
