"""Drawing cards at random in a way that anybody can do again: the same seed draws the same cards."""

from collections.abc import Iterable
from hashlib import sha256


def drawn(seed: str, ids: Iterable[int], size: int) -> list[int]:
    """At most so many of these, in the order in which they were drawn: that of the hash of the seed with the id."""
    return sorted(set(ids), key=lambda found: sha256(f"{seed}:{found}".encode()).digest())[:size]
