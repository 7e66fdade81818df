"""What somebody looks for, as read from an address. Nothing in it can be wrong: what means nothing is passed over."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

LONGEST = 200  # characters of a search that are read


@dataclass(frozen=True)
class Asked:
    words: str
    page: int


def asked(address: Mapping[str, Sequence[str]]) -> Asked:
    words = " ".join("".join(address.get("q", ("",))[:1]).split())[:LONGEST]
    page = "".join(address.get("pagina", ("1",))[:1])
    number = int(page) if page.isascii() and page.isdecimal() and len(page) < 7 else 1
    return Asked(words, max(1, number))
