"""The coarse place of a municipality: a size class and a part of the country.

The boundaries come from the deal's vocabulary. A class of fewer than five municipalities drops the
size. Counted over all municipalities, never over contributions, so the class says nothing about them.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

FEWEST = 5
BOUNDARIES = ((50_000, "small"), (100_000, "medium"))  # inhabitants below it, name of the class


def size_of(inhabitants: int) -> str:
    """'small' (< 50,000 inhabitants), 'medium' (< 100,000) or 'large'."""
    return next((name for bound, name in BOUNDARIES if inhabitants < bound), "large")


def part_of(province: str, parts: Mapping[str, Sequence[str]]) -> str | None:
    """The part of the country that this province lies in, by the vocabulary's own table."""
    return next((part for part, provinces in parts.items() if province in provinces), None)


def too_few(classes: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    """The (size, part) classes that hold fewer than five municipalities."""
    return {found for found, count in Counter(classes).items() if count < FEWEST}
