"""What changed between two frozen stocktakes, as one audience reads them now."""

from dataclasses import dataclass

from app.reports.frozen import Frozen, FrozenContribution, FrozenQuestion
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
    was_closed: bool
    is_closed: bool

    @property
    def change(self) -> str:
        """new, gone, closed, reopened, or nothing."""
        if self.before is None:
            return "new"
        if self.now is None:
            return "gone"
        if self.is_closed != self.was_closed:
            return "closed" if self.is_closed else "reopened"
        return ""


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
            if found.source in before and where(found) != where(before[found.source])
        ],
        questions=questions_of_both(earlier, later),
        terms=terms_of_both(earlier, later),
    )


def terms_of_both(earlier: Frozen, later: Frozen) -> OfTerms | None:
    if earlier.vocabulary != later.vocabulary and not (earlier.codebook and later.codebook):
        return None
    return between(earlier.codebook, later.codebook)


def where(found: FrozenContribution) -> tuple[Laid, frozenset[str]]:
    return found.laid, frozenset(found.questions)


def questions_of_both(earlier: Frozen, later: Frozen) -> list[Both]:
    """Every question of the two, once, by its newest sentence."""
    before = {found.source: found for found in earlier.questions}
    now = {found.source: found for found in later.questions}
    rows = []
    for key in before.keys() | now.keys():
        then, found = before.get(key), now.get(key)
        rows.append(
            Both(
                question=found or before[key],
                before=earlier.cases_at[then.slug] if then else None,
                now=later.cases_at[found.slug] if found else None,
                was_closed=then is not None and then.status in CLOSED,
                is_closed=found is not None and found.status in CLOSED,
            )
        )
    return sorted(rows, key=lambda both: (both.question.sentence, both.question.slug))
