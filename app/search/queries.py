"""Finding contributions by words and marks, with the counts of what each further choice would leave."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pyroaring import BitMap

from app.accounts.models import Person
from app.contributions.cards import cards
from app.contributions.disclosure import View
from app.contributions.filters import Choice, choices, chosen, marks
from app.contributions.permissions import audience_of
from app.contributions.queries import catalogue
from app.core import fulltext
from app.core.dutch import query_terms
from app.search.address import Asked
from app.taxonomy.queries import names, vocabulary

PAGE = 20
COUNTED = ("soort", "thema", "belemmering", "hefboom", "fase", "schaal", "uitkomst")
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
    page: int
    last: int
    facets: dict[str, list[Facet]]
    picked: dict[str, list[Choice]]


def find(address: Mapping[str, Sequence[str]], asked: Asked, person: Person) -> Found:
    """What this person's audience may find for an address. A page beyond the end is the last page."""
    all_choices = choices(vocabulary())
    picked = chosen(address, all_choices)
    wanted = query_terms(asked.words, names().marks) if asked.words else []
    among = holding(wanted, person) if asked.words else None
    titled = holding(wanted, person, only_title=True) if among else None
    with catalogue(audience_of(person)) as known:
        pool = known.everything if among is None else known.everything & among
        hits = known.matching(marks(picked)) & pool
        last = max(1, -(-len(hits) // PAGE))
        page = min(asked.page, last)
        ids = known.page(hits, (page - 1) * PAGE, PAGE, first_those_in=titled)
        facets = {}
        for name, offered in all_choices.items():
            rest = known.matching(marks(picked, leave_out=name)) & pool if name in COUNTED else pool
            counts = known.counts([choice.mark for choice in offered], rest) if name in COUNTED else {}
            facets[name] = offer(name, offered, counts, picked)
    return Found(cards(ids, person), len(hits), page, last, facets, picked)


def offer(
    name: str,
    offered: Sequence[Choice],
    counts: Mapping[tuple[str, str | int], int],
    picked: Mapping[str, list[Choice]],
) -> list[Facet]:
    """What a filter offers: choices that lead somewhere, and those that were made already."""
    made = picked.get(name, [])
    found = [Facet(c, counts.get(c.mark) if name in COUNTED else None, c in made) for c in offered]
    top = [
        f for f in found if f.choice.term is None or name != "thema" or f.choice.term.parent_id is None or f.is_chosen
    ]
    return [f for f in top if f.count is None or f.count > 0 or f.is_chosen]


def holding(wanted: Sequence[set[str]], person: Person, only_title: bool = False) -> BitMap:
    """The contributions that hold these terms, in the index of this person's audience."""
    return fulltext.matches(audience_of(person).value, wanted, only_title)
