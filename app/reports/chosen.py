"""Which earlier texts of a question the desk lets go from frozen stocktakes, as it ticked them."""

from dataclasses import dataclass

from app.core.security import fingerprint


def mark_of(text: str) -> str:
    """What stands for a text, or an address, in the form in which it is ticked."""
    return fingerprint(f"frozen wording:{text}")[:20]


@dataclass(frozen=True)
class Chosen:
    """By their marks: what was `ticked`, and what had been ticked beforehand on the page that was sent.

    What came since that page was read, nobody could choose about: it goes when the words that went say so.
    """

    ticked: frozenset[str] = frozenset()
    proposed: frozenset[str] = frozenset()

    def takes(self, text: str, is_proposed: bool) -> bool:
        mark = mark_of(text)
        return mark in self.ticked or (is_proposed and mark not in self.proposed)
