"""The coarse place of a municipality: a size class and a part of the country.

Classes, parts and their words come from the section `coarse_place` of the deal's vocabulary. A class of too few
municipalities drops the size. Counted over all municipalities, never over contributions, so the class says nothing
about them.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any


def size_of(inhabitants: int, coarse: Mapping[str, Any]) -> str:
    """The first class whose bound lies above this number of inhabitants; the last class has no bound."""
    return next(str(size["id"]) for size in coarse["sizes"] if inhabitants < size.get("below", inhabitants + 1))


def part_of(province: str, coarse: Mapping[str, Any]) -> str | None:
    """The part of the country that this province lies in."""
    return next((str(part["id"]) for part in coarse["parts"] if province in part["provinces"]), None)


def too_few(classes: Iterable[tuple[str, str]], coarse: Mapping[str, Any]) -> set[tuple[str, str]]:
    """The (size, part) classes that hold fewer municipalities than the vocabulary asks for."""
    return {found for found, count in Counter(classes).items() if count < coarse["fewest"]}


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
