"""What lies on the workbench to read and to quote from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pyroaring import BitMap
from sqlalchemy import select

from app.accounts.models import Person
from app.contributions.cards import cards
from app.contributions.catalogue import Catalogue
from app.contributions.disclosure import View
from app.contributions.filters import Choice, marks
from app.contributions.models import Contribution
from app.contributions.permissions import audience_of
from app.contributions.queries import catalogue
from app.core import fulltext
from app.core.database import db
from app.core.dutch import query_terms
from app.stocktaking.models import AnswerSource, Evidence, Laid, Placement, Sorted
from app.taxonomy.queries import names

ALL, UNUSED = "alles", "ongebruikt"
LOOSE = {"los": None, "een-geval": Laid.ONE_CASE, "nergens": Laid.NOWHERE, "open": Laid.OPEN}  # in no question
SHOWN = (UNUSED, ALL, *LOOSE)  # what an address can ask for
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
    person: Person, words: str, picked: Mapping[str, Sequence[Choice]], show: str, page: int
) -> Heap:
    """A page of the contributions to quote from that hold these words and pass these filters.

    `show` is one of SHOWN. A page beyond the end is the last page.
    """
    audience = audience_of(person)
    used, places = used_somewhere(), places_laid() if show in LOOSE else None
    with catalogue(audience) as known:
        unused = known.everything - used
        shown = {ALL: known.everything, UNUSED: unused}.get(show)
        if shown is None:
            shown = loose_in(known, used, places or {})[LOOSE[show]]
        hits = known.matching(marks(picked)) & shown
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


Places = dict[Laid, BitMap]  # the contributions by where members laid them; those at a question all together


def places_laid() -> Places:
    """Where every contribution lies that was laid somewhere."""
    at_a_question = BitMap(db.session.scalars(select(Placement.contribution_id)).all())
    lying = {Laid.QUESTIONS: at_a_question, Laid.ONE_CASE: BitMap(), Laid.NOWHERE: BitMap()}
    decided = select(Sorted.laid, Sorted.contribution_id).where(Sorted.laid.in_((Laid.ONE_CASE, Laid.NOWHERE)))
    for laid, contribution_id in db.session.execute(decided):
        lying[laid].add(contribution_id)
    return lying


def loose_in(known: Catalogue, used: BitMap, places: Places) -> dict[Laid | None, BitMap]:
    """The contributions that belong to no question, neither quoted nor laid at one: all under None, and by where they
    lie (as one case, nowhere, or not looked at yet)."""
    loose = known.everything - used - places[Laid.QUESTIONS]
    alone: dict[Laid | None, BitMap] = {laid: loose & places[laid] for laid in (Laid.ONE_CASE, Laid.NOWHERE)}
    return {None: loose, **alone, Laid.OPEN: loose - alone[Laid.ONE_CASE] - alone[Laid.NOWHERE]}


def not_quoted_among(ids: Sequence[int]) -> set[str]:
    wanted = Contribution.id.in_(ids), Contribution.not_quoted.is_(True)
    return set(db.session.scalars(select(Contribution.public_id).where(*wanted)))
