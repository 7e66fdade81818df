"""What helped elsewhere: levers of cases that succeeded and met what the cases under a question meet."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pyroaring import BitMap

from app.accounts.models import Person
from app.contributions.catalogue import Catalogue
from app.contributions.disclosure import TermView
from app.contributions.filters import OUTCOMES, Choice, choices
from app.contributions.models import Outcome
from app.contributions.permissions import audience_of
from app.contributions.queries import catalogue
from app.stocktaking.queries.evidence import Seen
from app.taxonomy.queries import vocabulary

MOST_HELPED = 6  # levers; more would be a list to search in
SUCCEEDED = next(word for word, outcome in OUTCOMES.items() if outcome is Outcome.SUCCEEDED)


@dataclass(frozen=True)
class Helped:
    """A lever, how many cases name it, and how the address of their list asks for them."""

    lever: Choice
    cases: int
    address: Mapping[str, list[str]]


def told_and_helped(seen: Sequence[Seen], person: Person) -> tuple[dict[int, int], list[Helped]]:
    """What each quoted contribution tells, as far as this person's audience may know, to count cases by; and what
    helped elsewhere. Together, as both take a look at the same index."""
    with catalogue(audience_of(person)) as known:
        told = known.told(quote.contribution_id for statement in seen for quote in statement.quotes)
        return told, helped_elsewhere(seen, known)


def helped_elsewhere(seen: Sequence[Seen], known: Catalogue) -> list[Helped]:
    """The levers that most such cases name.

    They met the same when they name a barrier that a quoted text names; where none does, when they share its theme.
    What is not quoted names nothing here: the address of a list would spell out its tags.
    """
    sources = [quote.source for statement in seen for quote in statement.quotes if not quote.is_withheld]
    barriers, themes = (words_of(source.barriers for source in sources), words_of(source.themes for source in sources))
    name, words = ("belemmering", barriers) if barriers else ("thema", themes)
    if not words:
        return []
    offered = choices(vocabulary())
    met = [choice for choice in offered[name] if choice.word in words]
    asked = {name: [choice.word for choice in met], "uitkomst": [SUCCEEDED]}
    near = BitMap.union(BitMap(), *(known.holding(choice.mark) for choice in met))
    near &= known.holding(("outcome", Outcome.SUCCEEDED.value))
    counts = [(lever, known.number_in_both(known.holding(lever.mark), near)) for lever in offered["hefboom"]]
    found = sorted((pair for pair in counts if pair[1]), key=lambda pair: -pair[1])[:MOST_HELPED]
    return [Helped(lever, cases, asked | {"hefboom": [lever.word]}) for lever, cases in found]


def words_of(named: Iterable[Sequence[TermView]]) -> set[str]:
    return {term.slug for terms in named for term in terms}
