"""What a pile covers, what is missing in it, and on which themes only success is told."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pyroaring import BitMap

from app.contributions.catalogue import Catalogue, Mark

SUCCESSES: tuple[Mark, ...] = (("kind", "good"), ("outcome", "succeeded"))
FAILURES: tuple[Mark, ...] = (("kind", "learned"), ("outcome", "stopped"), ("outcome", "partly"))
FEW = 2  # so few of anything that the pile says next to nothing about it


@dataclass(frozen=True)
class Count:
    name: str
    mark: Mark
    number: int


@dataclass(frozen=True)
class Group:
    """One way to divide the pile; a contribution may be in more than one of its values, or in none."""

    key: str
    counts: Sequence[Count]
    shown: int | None = None  # of how many cases this can be seen, where it stays hidden of others
    all: int | None = None  # of how many cases in all, then

    @property
    def missing(self) -> list[Count]:
        """What nobody tells of. Where it can be seen of no case at all, nobody knows what is missing."""
        if self.shown == 0:
            return []
        return [count for count in self.counts if not count.number]

    @property
    def few(self) -> list[Count]:
        return [count for count in self.counts if 0 < count.number <= FEW]


@dataclass(frozen=True)
class Bias:
    """Of the cases on a theme: how many tell of something that succeeded, and of what did not, or not wholly."""

    name: str
    total: int
    failures: int
    successes: int

    @property
    def only_successes(self) -> bool:
        return self.successes > 0 and self.failures == 0

    @property
    def no_end(self) -> bool:
        """Whether nobody tells how it ended, as where only questions lie: that is no success."""
        return self.successes == 0 and self.failures == 0


def groups_of(
    known: Catalogue, pile: BitMap, axes: Mapping[str, Iterable[tuple[str, Mark]]], shown: Mapping[str, BitMap]
) -> list[Group]:
    """The pile divided along each axis: its values as pairs of a name and a mark. Texts about one case count once.

    `shown` are the texts of which an axis can be seen, for each that stays hidden of others.
    """
    return [
        Group(
            key,
            [Count(name, mark, known.number(known.holding(mark) & pile)) for name, mark in values],
            *(map(known.number, (shown[key], pile)) if key in shown else ()),
        )
        for key, values in axes.items()
    ]


def bias_of(known: Catalogue, pile: BitMap, themes: Iterable[tuple[str, Mark]]) -> list[Bias]:
    """Per theme the share of failures: instructive examples, and whatever stopped or succeeded in part."""
    failed, succeeded = (BitMap.union(*map(known.holding, marks)) & pile for marks in (FAILURES, SUCCESSES))
    held = ((name, known.holding(mark) & pile) for name, mark in themes)
    return [Bias(name, *map(known.number, (found, found & failed, found & succeeded))) for name, found in held]
