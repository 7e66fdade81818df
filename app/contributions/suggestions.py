"""Which themes a text seems to be about: the words of the vocabulary, found in the text itself."""

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from app.core.collation import sort_key
from app.taxonomy.models import Term

MOST = 3
LONG_ENOUGH = 6  # letters from which a word may also be a part of a longer one


def suggested_themes(text: str, themes: Iterable[Term]) -> list[Term]:
    """At most three top themes whose own words stand in the text, the most often named first.

    `themes` holds themes and sub-themes; what a sub-theme is called counts for the theme above it.
    """
    known = list(themes)
    padded = f" {sort_key(text)} "
    points: Counter[int] = Counter()
    for term in known:
        words = {plain(word) for word in (term.name_nl, term.name_en, *term.synonyms)} - {""}
        points[term.parent_id or term.id] += sum(times(word, padded) for word in words)
    tops = [term for term in known if term.parent_id is None and points[term.id]]
    return sorted(tops, key=lambda term: (-points[term.id], term.position))[:MOST]


@lru_cache(maxsize=5_000)
def plain(word: str) -> str:
    """A word of the vocabulary as it stands in the text that is searched; there are hundreds, always the same."""
    return sort_key(word)


def times(word: str, padded: str) -> int:
    """How often a word stands in a text that is in lower case with a space at both ends."""
    if len(word) >= LONG_ENOUGH or word not in padded:
        return padded.count(word)
    return len(re.findall(rf" {re.escape(word)}(?:s|e|en|je|jes)?(?= )", padded))
