"""Which themes a text seems to be about: the words of the vocabulary, found in the text itself."""

import re
from collections import Counter
from collections.abc import Iterable

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
        words = {sort_key(word) for word in (term.name_nl, term.name_en, *term.synonyms)} - {""}
        points[term.parent_id or term.id] += sum(times(word, padded) for word in words)
    tops = [term for term in known if term.parent_id is None and points[term.id]]
    return sorted(tops, key=lambda term: (-points[term.id], term.position))[:MOST]


def times(word: str, padded: str) -> int:
    """How often a word stands in a text that is in lower case with a space at both ends."""
    begins = rf" {re.escape(word)}" if len(word) < LONG_ENOUGH else re.escape(word)
    ends = r"(?:s|e|en|je|jes)? " if len(word) < LONG_ENOUGH else ""
    return len(re.findall(begins + ends, padded))
