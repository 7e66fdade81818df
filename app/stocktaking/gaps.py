"""Where nobody has told anything: a crossing of the balance, or a whole row or column, and how an address names it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.contributions.catalogue import Mark
from app.contributions.filters import NAMES, Choice
from app.contributions.selection import choice_at
from app.core.errors import NotFound

Key = tuple[str, str, str, str]  # as the table names it


@dataclass(frozen=True)
class Spot:
    """One value, or two values of different filters that cross; the sides in the order of the filters."""

    first: Choice
    second: Choice | None = None

    @property
    def marks(self) -> list[Mark]:
        return [side.mark for side in self.sides]

    @property
    def sides(self) -> list[Choice]:
        return [self.first] if self.second is None else [self.first, self.second]

    @property
    def words(self) -> dict[str, str]:
        """Its sides as an address names them, by the names of the parts of that address."""
        return {name: word_of(side) for name, side in zip(("first", "second"), self.sides, strict=False)}


def word_of(choice: Choice) -> str:
    return f"{choice.name}:{choice.word}"


def spot(first: Choice, second: Choice | None = None) -> Spot:
    """The spot of these values, whichever is named first. Raises NotFound for two values of one filter."""
    if second is None:
        return Spot(first)
    if first.name == second.name:
        raise NotFound
    return Spot(*sorted((first, second), key=lambda side: NAMES.index(side.name)))


def spot_at(first: str, second: str, offered: Mapping[str, Sequence[Choice]]) -> Spot:
    """The spot that an address names. Raises NotFound."""
    one, other = choice_at(first, offered), choice_at(second, offered) if second else None
    if one is None or (second and other is None):
        raise NotFound
    return spot(one, other)


def key_of(place: Spot) -> Key:
    """How the table names a spot."""
    second = (place.second.name, place.second.word) if place.second else ("", "")
    return (place.first.name, place.first.word, *second)


def spot_of(key: Key, offered: Mapping[str, Sequence[Choice]]) -> Spot | None:
    """The spot that the table names; None when the vocabulary no longer holds one of its words."""
    first_name, first_word, second_name, second_word = key
    first = choice_at(f"{first_name}:{first_word}", offered)
    second = choice_at(f"{second_name}:{second_word}", offered) if second_name else None
    if first is None or (second_name and second is None):
        return None
    return Spot(first, second)
