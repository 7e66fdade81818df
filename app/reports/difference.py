"""What changed between two frozen stocktakes, as one audience reads them now."""

from dataclasses import dataclass

from app.reports.frozen import Frozen, FrozenContribution, FrozenQuestion
from app.reports.reworking import Reworking, as_later_called, untold, with_terms
from app.reports.terms import OfTerms, between
from app.stocktaking.models import Laid
from app.stocktaking.words import CLOSED


@dataclass(frozen=True)
class Moved:
    """A contribution that lay elsewhere, as it stands in the later stocktake."""

    now: FrozenContribution
    before: FrozenContribution


@dataclass(frozen=True)
class Both:
    """A question of either stocktake, with how many cases lay at it; None where it was not there."""

    question: FrozenQuestion
    before: int | None
    now: int | None
    reworking: Reworking | None  # only of one that stands in both
    is_unsure: bool  # whether questions went since from the one where it is not: it may have stood there

    @property
    def change(self) -> str:
        """new, gone, unsure, closed, reopened, reworked, or nothing."""
        if self.reworking is None and self.is_unsure:
            return "unsure"
        if self.reworking is None:
            return "new" if self.before is None else "gone"
        was_closed, is_closed = (found.status in CLOSED for found in (self.reworking.then, self.reworking.now))
        if is_closed != was_closed:
            return "closed" if is_closed else "reopened"
        return "reworked" if self.reworking else ""


@dataclass(frozen=True)
class Difference:
    """What was withdrawn from the earlier one is counted there, and is neither new nor gone here."""

    new: list[FrozenContribution]
    gone: list[FrozenContribution]
    moved: list[Moved]
    questions: list[Both]
    terms: OfTerms | None  # None when the codebook of one of the two was not kept, so that nobody can tell

    def with_change(self, change: str) -> list[Both]:
        return [both for both in self.questions if both.change == change]


def difference(earlier: Frozen, later: Frozen) -> Difference:
    before = {found.source: found for found in earlier.contributions}
    now = {found.source: found for found in later.contributions}
    return Difference(
        new=[found for found in later.contributions if found.source not in before],
        gone=[found for found in earlier.contributions if found.source not in now],
        moved=[
            Moved(found, before[found.source])
            for found in later.contributions
            if found.source in before and lies_elsewhere(found, before[found.source])
        ],
        questions=questions_of_both(earlier, later),
        terms=terms_of_both(earlier, later),
    )


def terms_of_both(earlier: Frozen, later: Frozen) -> OfTerms | None:
    if earlier.vocabulary != later.vocabulary and not (earlier.codebook and later.codebook):
        return None
    return between(earlier.codebook, later.codebook)


def lies_elsewhere(now: FrozenContribution, before: FrozenContribution) -> bool:
    """What lay at a question that went since is not compared: nobody can tell whether it is the same one."""
    return not (now.lost_question or before.lost_question) and where(now) != where(before)


def where(found: FrozenContribution) -> tuple[Laid, frozenset[str]]:
    return found.laid, frozenset(found.questions)


def questions_of_both(earlier: Frozen, later: Frozen) -> list[Both]:
    """Every question of the two, once, by its newest sentence."""
    before = {found.source: found for found in earlier.questions}
    now = {found.source: found for found in later.questions}
    reworked = reworkings(earlier, later)
    rows = []
    for key in before.keys() | now.keys():
        then, found = before.get(key), now.get(key)
        rows.append(
            Both(
                question=found or before[key],
                before=earlier.cases_at[then.slug] if then else None,
                now=later.cases_at[found.slug] if found else None,
                reworking=reworked.get(key),
                is_unsure=bool((later if found is None else earlier).questions_gone),
            )
        )
    return sorted(rows, key=lambda both: (both.question.sentence, both.question.slug))


def reworkings(earlier: Frozen, later: Frozen) -> dict[int, Reworking]:
    """Of each question that is in both; without its terms where nobody can tell whether they are the same."""
    are_told = terms_of_both(earlier, later) is not None
    call = as_later_called(earlier, later) if are_told else untold
    before = {found.source: with_terms(found, call) for found in earlier.questions}
    now = {found.source: found if are_told else with_terms(found, untold) for found in later.questions}
    return {key: Reworking(before[key], now[key]) for key in before.keys() & now.keys()}
