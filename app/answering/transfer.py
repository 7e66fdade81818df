"""Whether an experience carries over to another municipality: which of its conditions hold there too.

There is no score: an experience stands higher when a larger share of its conditions holds, and is told in words.
What went wrong somewhere carries over just as well as what went right, so an outcome changes no place.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Generic, TypeVar

from app.answering.models import Holds

T = TypeVar("T")
BULLET = re.compile(r"^[-*•·–]\s?|^\d{1,2}[.)]\s")
WORTH = {Holds.YES: 1.0, Holds.UNKNOWN: 0.5, Holds.NO: 0.0}


@dataclass(frozen=True)
class Condition:
    """One condition: its words, what is the same when somebody else says the same, and whether somebody said it."""

    key: str
    words: str
    is_said: bool = True  # by the contributor; a characteristic of the story is not


def conditions_in(text: str) -> list[Condition]:
    """What somebody wrote, line by line, without the marks before a line; the same words once."""
    found: dict[str, Condition] = {}
    for line in text.splitlines():
        words = BULLET.sub("", line.strip()).strip()
        if key := normal(words):
            found.setdefault(key, Condition(key, words))
    return list(found.values())


def normal(words: str) -> str:
    """The same for the same words, however they were typed."""
    return " ".join(re.findall(r"\w+", words.casefold()))


class Group(IntEnum):
    """Those that said no condition come after those of which something holds, before those of which nothing does."""

    SOME_HOLDS = 0
    SAID_NONE = 1
    NONE_HOLDS = 2


@dataclass(frozen=True)
class Fit(Generic[T]):
    """One experience, and what is known of each of its conditions: that it holds, does not, or neither."""

    experience: T
    judged: tuple[tuple[Condition, Holds], ...]

    @property
    def said(self) -> bool:
        return any(condition.is_said for condition, _holds in self.judged)

    def count(self, wanted: Holds) -> int:
        return sum(holds is wanted for _condition, holds in self.judged)

    @property
    def holding(self) -> int:
        return self.count(Holds.YES)

    @property
    def failing(self) -> int:
        return self.count(Holds.NO)

    @property
    def unknown(self) -> int:
        return self.count(Holds.UNKNOWN)

    @property
    def total(self) -> int:
        return len(self.judged)

    @property
    def share(self) -> float:
        """The part that holds; what is not known counts half. 0 when there is nothing."""
        return (WORTH[Holds.YES] * self.holding + WORTH[Holds.UNKNOWN] * self.unknown) / (self.total or 1)

    @property
    def group(self) -> Group:
        if not self.said:
            return Group.SAID_NONE
        return Group.SOME_HOLDS if self.share > 0 else Group.NONE_HOLDS


def fit(experience: T, conditions: Sequence[Condition], known: Mapping[str, Holds]) -> Fit[T]:
    """How an experience carries over, by what is known of each condition; what nobody judged is not known."""
    return Fit(experience, tuple((one, known.get(one.key, Holds.UNKNOWN)) for one in conditions))


def ranked(fits: Sequence[Fit[T]]) -> list[Fit[T]]:
    """The largest share on top; equal ones in the order in which they came."""
    return sorted(fits, key=lambda one: (one.group, -one.share))
