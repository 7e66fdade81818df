"""What questions no longer say since somebody complained of it, and which older words that reaches."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Gone:
    """Once the desk decided: what was worded otherwise or taken away between the complaint and that.

    `at` are the keys of the questions where these words stand, or stood before; `stands` is every text that stands
    there now. When `is_unsure` something went of which nobody knows any more what it said.
    """

    at: frozenset[int]
    texts: frozenset[str]
    stands: frozenset[str]
    is_unsure: bool = False

    @cached_property
    def words(self) -> set[str]:
        return words_of(self.texts) - words_of(self.stands)

    def reaches(self, text: str) -> bool:
        """Whether a text of before must go along: it is one that went, or says one of the words that went in it.

        So an earlier wording with the same name goes too, and one that was worded otherwise for another reason stays.
        """
        if not text or text in self.stands:
            return False
        return self.is_unsure or text in self.texts or bool(words_of([text]) & self.words)


def words_of(texts: Iterable[str]) -> set[str]:
    return {word.casefold() for text in texts for word in WORD.findall(text)}
