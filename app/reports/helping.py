"""What helped elsewhere in a frozen stocktake: as the page of a question tells it, over what is still in it.

The themes and barriers of who is not to be quoted are asked for by nobody, and their levers are counted nowhere: a list
would spell out their tags.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from app.contributions.catalogue import Mark, cases_among
from app.contributions.models import Outcome
from app.core.wording import _
from app.reports.frozen import Frozen, FrozenContribution, FrozenQuestion, FrozenTag, said
from app.stocktaking.queries.helped import MOST_HELPED

MOST_LISTED = 10  # contributions under each lever, where people read them; a table names all


@dataclass(frozen=True)
class FrozenHelp:
    """A lever, and the contributions about cases that succeeded and name it."""

    lever: FrozenTag
    named_by: tuple[FrozenContribution, ...]

    @property
    def cases(self) -> int:
        return cases_among(found.told for found in self.named_by)

    @property
    def listed(self) -> tuple[FrozenContribution, ...]:
        return self.named_by[:MOST_LISTED]


def how_it_was_looked_for() -> str:
    return _("In cases of this stocktake that succeeded and met the same. Who is not to be quoted does not count here.")


def helped(frozen: Frozen, question: FrozenQuestion) -> list[FrozenHelp]:
    """The levers of most cases that met the same: a barrier of a quoted text, or its theme where it names none."""
    sources = {quote.source for quote in question.quotes if not quote.is_withheld}
    told = [found for found in frozen.everything if not found.not_quoted]
    quoted = [found for found in told if found.id in sources]
    met = marks(quoted, "barrier") or marks(quoted, "theme")
    near = [found for found in told if found.outcome is Outcome.SUCCEEDED and met & marks_of(found)]
    levers = {tag.code: tag for found in near for tag in found.tags if tag.dimension == "lever"}
    helps = [FrozenHelp(tag, tuple(found for found in near if tag in found.tags)) for tag in levers.values()]
    return sorted(helps, key=lambda one: (-one.cases, said(one.lever.name), one.lever.code))[:MOST_HELPED]


def marks(found: Iterable[FrozenContribution], dimension: str) -> set[Mark]:
    return {mark for one in found for mark in own_marks(one) if mark[0] == dimension}


def own_marks(found: FrozenContribution) -> set[Mark]:
    """Without the theme above a sub-theme, which stands among the tags as well: that would be looked for too widely."""
    codes = {tag.code for tag in found.tags if tag.dimension == "theme"}
    above = {code.rpartition("/")[0] for code in codes}
    return {mark for mark in marks_of(found) if mark[0] != "theme" or mark[1] not in above}


def marks_of(found: FrozenContribution) -> set[Mark]:
    return {(tag.dimension, tag.code) for tag in found.tags}
