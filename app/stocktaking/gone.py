"""What questions no longer say since somebody complained of it, and which older words that reaches."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from app.core import dutch
from app.core.slugs import is_slug_of


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
        """The same, and these as an address spells them: without an apostrophe."""
        went, stand = ((text.replace("'", "") for text in texts) for texts in (self.texts, self.stands))
        return self.words | words_of(went) - words_of(stand)

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
        if any(is_slug_of(slug, text) for text in self.stands):
            return False
        was_of_a_text = slug in self.addresses or any(is_slug_of(slug, text) for text in self.texts)
        return self.is_unsure or was_of_a_text or bool(words_of([slug]) & self.words_in_addresses)


def in_words(text: str) -> tuple[str, ...]:
    return tuple(dutch.WORD.findall(dutch.fold(text)))


def words_of(texts: Iterable[str]) -> set[str]:
    """Without those that every text holds, such as "de": by these any older wording would go."""
    return {word for text in texts for word in dutch.words(text)}
