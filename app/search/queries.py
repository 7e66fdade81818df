"""Finding contributions by words and marks, with the counts of what each further choice would leave."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.accounts.models import Person
from app.contributions.cards import cards
from app.contributions.disclosure import View
from app.contributions.filters import Choice, choices, marks
from app.contributions.permissions import audience_of
from app.contributions.queries import catalogue
from app.contributions.selection import Selection, holding_words, pool
from app.taxonomy.queries import vocabulary

PAGE = 20
COUNTED = ("soort", "thema", "belemmering", "hefboom", "fase", "schaal", "uitkomst", "organisatie")
FOLDED = {"thema": 13, "belemmering": 8, "hefboom": 8}  # how many of a long list stand open


@dataclass(frozen=True)
class Facet:
    """One choice of a filter as it is offered; `count` is None where counting would tell about places."""

    choice: Choice
    count: int | None
    is_chosen: bool


@dataclass(frozen=True)
class Found:
    """A page of what was found, and everything the page around it says."""

    views: list[View]
    total: int
    cases: int  # that these contributions tell: fewer, when some tell the same one
    page: int
    last: int
    facets: dict[str, list[Facet]]


def find(asked: Selection, page: int, person: Person) -> Found:
    """What this person's audience may find of what is asked for. A page beyond the end is the last page."""
    all_choices, audience = choices(vocabulary()), audience_of(person)
    among = holding_words(asked, audience)
    titled = holding_words(asked, audience, only_title=True) if among else None
    with catalogue(audience) as known:
        rest = pool(known, asked, among)
        hits = known.matching(marks(asked.picked)) & rest
        last = max(1, -(-len(hits) // PAGE))
        page = min(page, last)
        ids = known.page(hits, (page - 1) * PAGE, PAGE, first_those_in=titled)
        facets = {}
        for name, every in all_choices.items():
            offered = on_offer(name, every, asked.picked.get(name, ()))
            others = known.matching(marks(asked.picked, leave_out=name)) & rest if name in COUNTED else rest
            counts = known.counts([choice.mark for choice in offered], others) if name in COUNTED else {}
            facets[name] = offer(name, offered, counts, asked.picked)
        told = known.number(hits)
    return Found(cards(ids, person), len(hits), told, page, last, facets)


def on_offer(name: str, every: Sequence[Choice], made: Sequence[Choice]) -> list[Choice]:
    """The choices to count: of the themes those on top, and a lower one that was chosen."""
    return [c for c in every if name != "thema" or c.term is None or c.term.parent_id is None or c in made]


def offer(
    name: str,
    offered: Sequence[Choice],
    counts: Mapping[tuple[str, str | int], int],
    picked: Mapping[str, Sequence[Choice]],
) -> list[Facet]:
    """What a filter offers: choices that lead somewhere, and those that were made already."""
    made = picked.get(name, [])
    found = [Facet(c, counts.get(c.mark) if name in COUNTED else None, c in made) for c in offered]
    return [f for f in found if f.count is None or f.count > 0 or f.is_chosen]

