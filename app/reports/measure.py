"""What a stocktake is measured by: the sides of that day, and the spots of the balance of which more was known.

How many lie at each side is not kept, nor where nothing lay: both are counted over the contributions that are still in
it. A number of that day, beside what is left, would tell what somebody withdrew.
"""

from collections.abc import Set
from dataclasses import dataclass, replace
from datetime import date
from typing import Self

from app.contributions.catalogue import Mark
from app.stocktaking.models import Verdict

Named = dict[str, str]  # a name in both languages, as it was that day


@dataclass(frozen=True)
class FrozenSide:
    """One value of a dimension, such as a theme."""

    axis: str
    code: str
    name: Named
    retired: bool = False

    @property
    def mark(self) -> Mark:
        return self.axis, self.code


@dataclass(frozen=True)
class FrozenGap:
    """A spot, whatever lay there, with what members found of it, and when its question was put out last."""

    sides: tuple[FrozenSide, ...]
    verdict: Verdict | None
    on: date | None
    asked: date | None
    to_come: bool  # whether it was still to be asked

    @property
    def marks(self) -> frozenset[Mark]:
        return frozenset(side.mark for side in self.sides)


@dataclass(frozen=True)
class Measure:
    sides: tuple[FrozenSide, ...]
    crossed: tuple[str, ...]  # the two dimensions that the balance crosses first; none where that cannot be counted
    switched_off: tuple[str, ...]  # codes of the themes that were left out of the counts
    gaps: tuple[FrozenGap, ...]

    def without(self, gone: Set[Mark]) -> Self:
        """Without these sides, and without the spots at one of them."""
        gaps = tuple(gap for gap in self.gaps if not gap.marks & gone)
        return replace(self, sides=tuple(side for side in self.sides if side.mark not in gone), gaps=gaps)

    def along(self, axis: str) -> list[FrozenSide]:
        return [side for side in self.sides if side.axis == axis]
