"""Whether an experience carries over to another municipality: which of its conditions hold there too.

There is no score: an experience stands higher when a larger share of the conditions that its contributor said holds,
and is told in words. Its phase, scale and size decide only between equal ones: else three of those would outdo a
condition that does not hold. What went wrong somewhere carries over just as well as what went right, so an outcome
changes no place.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
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


@dataclass(frozen=True)
class Fit(Generic[T]):
    """One experience, and what is known of each of its conditions: that it holds, does not, or neither."""

    experience: T
    judged: tuple[tuple[Condition, Holds | None], ...]  # None: no host said anything of it yet

    @property
    def said(self) -> list[tuple[Condition, Holds | None]]:
        """What its contributor wrote."""
        return [one for one in self.judged if one[0].is_said]

    @property
    def told(self) -> list[tuple[Condition, Holds | None]]:
        """The characteristics of the story."""
        return [one for one in self.judged if not one[0].is_said]

    @property
    def is_judged(self) -> bool:
        """Whether a host said something of what its contributor wrote."""
        return any(holds is not None for _condition, holds in self.said)

    @property
    def holding(self) -> int:
        """How many of the conditions that were said hold."""
        return sum(holds is Holds.YES for _condition, holds in self.said)


def share(judged: Sequence[tuple[Condition, Holds | None]]) -> float:
    """The part that holds; what is not known counts half, and so does all of it when there is nothing."""
    worth = [WORTH[holds or Holds.UNKNOWN] for _condition, holds in judged]
    return sum(worth) / len(worth) if worth else WORTH[Holds.UNKNOWN]


def fit(experience: T, conditions: Sequence[Condition], known: Mapping[str, Holds]) -> Fit[T]:
    """How an experience carries over, by what is known of each condition."""
    return Fit(experience, tuple((one, known.get(one.key)) for one in conditions))


def ranked(fits: Sequence[Fit[T]]) -> list[Fit[T]]:
    """The largest share on top, of equal ones first those that said conditions; else in the order they came in."""
    return sorted(fits, key=lambda one: (-share(one.said), not one.said, -share(one.told)))
