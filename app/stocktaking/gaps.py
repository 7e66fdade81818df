"""Where nobody has told anything: a crossing of the balance, or a whole row or column, and how an address names it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.contributions.catalogue import Mark
from app.contributions.filters import NAMES, Choice
from app.contributions.selection import choice_at
from app.core.clock import today
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


def spot_between(words: Sequence[str], offered: Mapping[str, Sequence[Choice]]) -> Spot | None:
    """The spot of sides that were kept as an address names them; None when they are no spot, or not any more."""
    sides = [side for side in (choice_at(word, offered) for word in words) if side is not None]
    if len(sides) != len(words) or len({side.name for side in sides}) != len(sides) or len(sides) not in (1, 2):
        return None
    return spot(*sides)


class Way(StrEnum):
    """How the question of a gap was put out."""

    FOLLOWERS = "followers"
    CHALLENGE = "challenge"
    GATHERING = "gathering"


@dataclass(frozen=True)
class PutOut:
    """That the question of a gap was put out, where everybody can read it, and on which day."""

    way: Way
    day: date
    title: str = ""  # of the challenge or the gathering
    slug: str = ""
    language: str = ""

    @property
    def is_to_come(self) -> bool:
        """A gathering asks on its day."""
        return self.day > today()


Asked = tuple[Sequence[str], PutOut]  # the sides of what was put out, as an address names them, with how and when
Finder = Callable[[], Iterable[Asked]]
FINDERS: list[Finder] = []


def in_order_of_time(times: Iterable[PutOut]) -> list[PutOut]:
    """With the one that counts as the last: the last that was, or else the first that is to come."""
    ordered = sorted(times, key=lambda one: (one.day, one.title))
    return [one for one in reversed(ordered) if one.is_to_come] + [one for one in ordered if not one.is_to_come]


def know_put_out(finder: Finder) -> None:
    """For a floor above that puts questions out, such as the calls to people who follow something."""
    FINDERS.append(finder)


def put_out_anywhere() -> Iterable[Asked]:
    return (one for finder in FINDERS for one in finder())
