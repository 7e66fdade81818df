"""Understanding a typing error: the word that looks most like it, of the words that this reader could find."""

from collections.abc import Iterable
from weakref import WeakKeyDictionary

from app.accounts.models import Person
from app.contributions.catalogue import Catalogue
from app.contributions.permissions import audience_of
from app.contributions.queries import catalogue
from app.core.dutch import closest, known_words, stem, words

SHORTEST = 4  # letters: of a shorter word every other one looks like a spelling
LEAST = 82  # how much two words must look alike, out of 100

title_words: WeakKeyDictionary[Catalogue, tuple[int, frozenset[str]]] = WeakKeyDictionary()


def another_spelling(text: str, person: Person, names: Iterable[str]) -> str | None:
    """The text with each unknown word replaced by one that looks like it; None when there is none to replace.

    Known are the words of these names, and of the titles that this person's audience may find.
    """
    known = words_of_titles(person) | {word for name in names for word in words(name)}
    stems, inside = {stem(word) for word in known}, sorted(known)
    found = [right(word, stems, inside) for word in words(text)]
    return " ".join(found) if found != list(words(text)) else None


def right(word: str, stems: set[str], known: list[str]) -> str:
    """The word itself when it is one, else the known word that looks most like it, else the word itself."""
    if len(word) < SHORTEST or word in known_words() or stem(word) in stems:
        return word
    return closest(word, known, LEAST) or word


def words_of_titles(person: Person) -> frozenset[str]:
    """The words of the titles that this person's audience may find, kept until there are others."""
    follower = catalogue(audience_of(person))
    with follower as known:
        kept = title_words.get(known)
        if kept is None or kept[0] != follower.seen:
            found = frozenset(word for entry in known.entries.values() for word in words(entry.title))
            kept = title_words[known] = follower.seen, found
        return kept[1]
