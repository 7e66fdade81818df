"""The coarse place of a municipality: a size class and a part of the country.

Classes, parts and their words come from the section `coarse_place` of the deal's vocabulary. A class of too few
municipalities drops the size. When those without a size are still too few in their part of the country, the next
smallest class of that part drops it too: otherwise 'no size' would point at them. Counted over all municipalities,
never over contributions, so the class says nothing about them.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

Class = tuple[str, str]  # size, part


def size_of(inhabitants: int, coarse: Mapping[str, Any]) -> str:
    """The first class whose bound lies above this number of inhabitants; the last class has no bound."""
    return next(str(size["id"]) for size in coarse["sizes"] if inhabitants < size.get("below", inhabitants + 1))


def part_of(province: str, coarse: Mapping[str, Any]) -> str | None:
    """The part of the country that this province lies in."""
    return next((str(part["id"]) for part in coarse["parts"] if province in part["provinces"]), None)


def too_few(classes: Iterable[tuple[str, str]], coarse: Mapping[str, Any]) -> set[tuple[str, str]]:
    """The (size, part) classes that hold fewer municipalities than the vocabulary asks for."""
    return {found for found, count in Counter(classes).items() if count < coarse["fewest"]}


def without_size(classes: Iterable[Class], coarse: Mapping[str, Any]) -> set[Class]:
    """The classes whose size is not shown: of every part in which one drops it, as many as make a crowd."""
    counts = Counter(classes)
    dropped = too_few(counts.elements(), coarse)
    for part in {part for _size, part in dropped}:
        rest = sorted((found for found in counts if found[1] == part and found not in dropped), key=counts.__getitem__)
        while rest and sum(counts[found] for found in dropped if found[1] == part) < coarse["fewest"]:
            dropped.add(rest.pop(0))
    return dropped


@dataclass(frozen=True)
class WhyNoSize:
    """Why a municipality is shown without its size: how many are like it, and whether it is dropped for others."""

    count: int
    for_others: bool  # there are enough like it, but without it too few would show no size


def why_no_size(own: Class, classes: Iterable[Class], coarse: Mapping[str, Any]) -> WhyNoSize | None:
    """Why the size of this class is not shown; None when it is. `classes` has one for every municipality."""
    counts = Counter(classes)
    if own not in without_size(counts.elements(), coarse):
        return None
    few = too_few(counts.elements(), coarse)
    if own in few:
        return WhyNoSize(counts[own], for_others=False)
    return WhyNoSize(sum(counts[found] for found in few if found[1] == own[1]), for_others=True)


def is_class(size: str | None, part: str | None, coarse: Mapping[str, Any]) -> bool:
    """Whether there is such a class here; the size may be unknown, the part may not."""
    known = (None, *(found["id"] for found in coarse["sizes"]))
    return size in known and part in [found["id"] for found in coarse["parts"]]


def in_words(size: str | None, part: str | None, coarse: Mapping[str, Any], language: str) -> str:
    """A class in words; the empty text when the part of the country is unknown."""
    where = next((found[f"where_{language}"] for found in coarse["parts"] if found["id"] == part), None)
    if where is None:
        return ""
    words = next((found for found in coarse["sizes"] if found["id"] == size), coarse["any_size"])
    return str(words[language] % {"where": where})
