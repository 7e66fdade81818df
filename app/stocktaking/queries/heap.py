"""What lies on the workbench to read and to quote from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pyroaring import BitMap
from sqlalchemy import select

from app.accounts.models import Person
from app.contributions.cards import cards
from app.contributions.disclosure import View
from app.contributions.filters import Choice, marks
from app.contributions.models import Contribution
from app.contributions.permissions import audience_of
from app.contributions.queries import catalogue
from app.core import fulltext
from app.core.database import db
from app.core.dutch import query_terms
from app.stocktaking.models import AnswerSource, Evidence
from app.taxonomy.queries import names

PAGE = 30  # contributions on a page of the workbench


@dataclass(frozen=True)
class Heap:
    """A page of what lies on the workbench: how many texts lie there, how many of all are used nowhere, and how many
    cases these and those tell."""

    views: list[View]
    not_quoted: set[str]  # the ids of those that may be used, but not quoted
    total: int
    cases: int
    unused: int
    unused_cases: int
    page: int
    last: int


def for_the_workbench(
    person: Person, words: str, picked: Mapping[str, Sequence[Choice]], only_unused: bool, page: int
) -> Heap:
    """A page of the contributions to quote from that hold these words and pass these filters.

    A page beyond the end is the last page.
    """
    audience = audience_of(person)
    used = used_somewhere()
    with catalogue(audience) as known:
        unused = known.everything - used
        hits = known.matching(marks(picked)) & (unused if only_unused else known.everything)
        if words:
            hits = hits & fulltext.matches(audience.value, query_terms(words, names().marks))
        last = max(1, -(-len(hits) // PAGE))
        page = min(page, last)
        ids = known.page(hits, (page - 1) * PAGE, PAGE)
        counted = len(hits), known.number(hits), len(unused), known.number(unused)
    return Heap(cards(ids, person), not_quoted_among(ids), *counted, page, last)


def used_somewhere() -> BitMap:
    """The contributions that stand in a question, in a quote or for an answer."""
    used = select(Evidence.contribution_id).union(select(AnswerSource.contribution_id))
    return BitMap(db.session.scalars(used).all())


def not_quoted_among(ids: Sequence[int]) -> set[str]:
    wanted = Contribution.id.in_(ids), Contribution.not_quoted.is_(True)
    return set(db.session.scalars(select(Contribution.public_id).where(*wanted)))
