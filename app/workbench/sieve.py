"""Which cards of a pile somebody wants to see; the browser does the same with the cards it holds."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.core.collation import sort_key
from app.workbench.queries import Card

SHOWS = ("open", "alles", "mijn")


@dataclass(frozen=True)
class Sieve:
    """What an address asks for: words in title or lesson, kinds, barriers, and open cards, my open cards or all."""

    words: str = ""
    kinds: tuple[str, ...] = ()
    barriers: tuple[str, ...] = ()
    shows: str = "open"

    def lets_through(self, card: Card, reader_id: int) -> bool:
        if self.shows != "alles" and not card.lies.is_open:
            return False
        if self.shows == "mijn" and card.taken_by != reader_id:
            return False
        if self.kinds and card.view.kind.value not in self.kinds:
            return False
        if self.barriers and not {term.slug for term in card.view.barriers} & set(self.barriers):
            return False
        return all(word in searched(card) for word in sort_key(self.words).split())


def searched(card: Card) -> str:
    """What is searched in a card, in plain letters."""
    return sort_key(f"{card.view.title} {card.view.lesson}")


def after(cards: Sequence[Card], here: Card | None) -> list[Card]:
    """The cards that come after this one, and then those from the start again."""
    number = here.number if here else 0
    return [card for card in cards if card.number > number] + [card for card in cards if card.number < number]
