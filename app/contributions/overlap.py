"""How many two sets share, counted the quickest way.

A bitmap keeps a set that holds more than one in sixteen as bits, which a processor counts by the hundred; a smaller
one it keeps as a list, which is walked. So of such a set what lies outside it is counted: that is many, and kept as
bits. How many lie in both follows from that.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from pyroaring import BitMap

DENSE = 16  # more than one in so many are kept as bits
SCARCE = 128  # fewer than one in so many are a list that is walked in no time
MANY = 50_000  # in a smaller pool nothing is to be gained


class Countable(NamedTuple):
    """A set of so many, by itself or by what lies outside it."""

    size: int
    bits: BitMap
    is_outside: bool = False


@dataclass(frozen=True, slots=True)
class Pool:
    """What both sets are part of."""

    everything: BitMap
    size: int
    span: int  # of the ids, with those in between that are not in it

    @classmethod
    def of(cls, everything: BitMap) -> "Pool":
        span = everything.max() - everything.min() + 1 if everything else 0
        return cls(everything, len(everything), span)

    def countable(self, found: BitMap, outside: Callable[[], BitMap] | None = None) -> Countable:
        """A part of this pool, ready to be counted often; `outside` gives what lies outside it if that is known."""
        size = len(found)
        if self.size < MANY or not self.gains(size):
            return Countable(size, found)
        return Countable(size, outside() if outside else self.everything - found, True)

    def gains(self, size: int) -> bool:
        """Whether a set of this size is kept as a long list, and what lies outside it as bits."""
        return size * DENSE < self.span < min(size * SCARCE, (self.size - size) * DENSE)

    def shared(self, one: Countable, other: Countable) -> int:
        """How many lie in both."""
        found = one.bits.intersection_cardinality(other.bits)
        if one.is_outside and other.is_outside:
            return one.size + other.size - self.size + found
        if one.is_outside:
            return other.size - found
        return one.size - found if other.is_outside else found
