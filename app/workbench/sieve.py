"""Which cards of a pile somebody wants to see; the browser does the same with the cards it holds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from app.core.collation import sort_key
from app.workbench.queries import Card

SHOWS = ("open", "alles", "mijn")
TERMS = {"thema": "themes", "fase": "phases", "belemmering": "barriers"}  # word of the address: field of a view


@dataclass(frozen=True)
class Sieve:
    """What an address asks for: words in title or lesson, kinds, terms, and open cards, my open cards or all.

    Of `terms`, by the word of the address, a card needs one of each dimension that is asked for.
    """

    words: str = ""
    kinds: tuple[str, ...] = ()
    terms: Mapping[str, frozenset[str]] = field(default_factory=dict)
    shows: str = "open"

    def lets_through(self, card: Card, reader_id: int) -> bool:
        if self.shows != "alles" and not card.lies.is_open:
            return False
        if self.shows == "mijn" and card.taken_by != reader_id:
            return False
        if self.kinds and card.view.kind.value not in self.kinds:
            return False
        if any(wanted.isdisjoint(terms_of(card, name)) for name, wanted in self.terms.items() if wanted):
            return False
        return all(word in searched(card) for word in sort_key(self.words).split())


def terms_of(card: Card, name: str) -> dict[str, str]:
    """What a card has in the dimension with this word of the address: the word of each term, and its name."""
    return {term.slug: term.name for term in getattr(card.view, TERMS[name])}


def searched(card: Card) -> str:
    """What is searched in a card, in plain letters."""
    return sort_key(f"{card.view.title} {card.view.lesson}")


def after(cards: Sequence[Card], here: Card | None) -> list[Card]:
    """The cards that come after this one, and then those from the start again."""
    number = here.number if here else 0
    return [card for card in cards if card.number > number] + [card for card in cards if card.number < number]
