"""What questions no longer say since somebody complained of it, and which older words that reaches."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from app.core import dutch
from app.core.collation import without_accents
from app.core.slugs import is_slug_of, slug_of

WORD = re.compile(r"\w+")  # of any script, and on both sides of whatever mark
INITIAL = re.compile(r"\b(\w)\.")


@dataclass(frozen=True)
class Gone:
    """Once the desk decided: what was worded otherwise or taken away between the complaint and that.

    `at` are the keys of the questions where these words stand, or stood before; `stands` is every text that stands
    there now; `removals` are the keys of what members took away where the words had moved to. When `is_unsure`
    something went of which nobody knows any more what it said. `addresses` are those that questions had until now;
    `steps` are the keys of the steps by which all of this went.
    """

    at: frozenset[int]
    texts: frozenset[str]
    stands: frozenset[str]
    is_unsure: bool = False
    removals: frozenset[int] = frozenset()
    addresses: frozenset[str] = frozenset()
    steps: frozenset[int] = frozenset()

    @cached_property
    def words(self) -> set[str]:
        return words_of(self.texts) - words_of(self.stands)

    @cached_property
    def says(self) -> set[tuple[str, ...]]:
        """What stands there, word by word."""
        return {in_words(text) for text in self.stands}

    @cached_property
    def words_in_addresses(self) -> set[str]:
        """The same, and these as an address spells them: without an apostrophe, and in its letters only."""
        return self.words | spelled(self.texts) - spelled(self.stands)

    def reaches(self, text: str) -> bool:
        """Whether a text of before must go along: it is one that went, or says one of the words that went in it.

        So an earlier wording with the same name goes too, and one that was worded otherwise for another reason stays;
        a comma is no other wording.
        """
        if not text or in_words(text) in self.says:
            return False
        return self.is_unsure or text in self.texts or bool(words_of([text]) & self.words)

    def reaches_address(self, slug: str) -> bool:
        """Whether this was the address of a text that went, or says one of the words that went; `reaches` for one."""
        if any(self.is_address_of(slug, text) for text in self.stands):
            return False
        was_of_a_text = slug in self.addresses or any(is_slug_of(slug, text) for text in self.texts)
        return self.is_unsure or was_of_a_text or bool(spelled([slug]) & self.words_in_addresses)

    def is_address_of(self, slug: str, text: str) -> bool:
        """Whether an address was made of this text: not so when it ends with a number that went, as of a house."""
        is_counted = slug != slug_of(text)
        return is_slug_of(slug, text) and not (is_counted and slug.rsplit("-", 1)[1] in self.words_in_addresses)


def in_words(text: str) -> tuple[str, ...]:
    return tuple(WORD.findall(without_accents(text).casefold()))


def words_of(texts: Iterable[str]) -> set[str]:
    """Without those that every text holds, such as "de": by these any older wording would go."""
    return {word for text in texts for word in (*in_words(text), *initials(text)) if says_something(word)}


def says_something(word: str) -> bool:
    return word not in dutch.STOP and (len(word) > 1 or word.isdecimal())


def initials(text: str) -> list[str]:
    """'Ahmed K.' gives 'k.'; a letter by itself says nothing."""
    return [f"{letter.casefold()}." for letter in INITIAL.findall(text) if letter.isupper()]


def spelled(texts: Iterable[str]) -> set[str]:
    """The words of these as an address spells them."""
    return {word for text in texts for word in dutch.words(text.replace("'", ""))}
