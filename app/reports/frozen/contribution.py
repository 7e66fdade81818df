"""A contribution in a frozen stocktake, as one audience reads it now."""

from dataclasses import dataclass, field
from datetime import date

from app.contributions.catalogue import Mark, what_it_tells
from app.contributions.costs import cost_in_words
from app.contributions.models import Kind, Outcome
from app.core.wording import language
from app.reports.measure import Named
from app.stocktaking.models import Laid


def said(name: Named | None) -> str:
    """The name in the language of the page."""
    return "" if name is None else name.get(language()) or name.get("nl", "")


@dataclass(frozen=True)
class FrozenTag:
    dimension: str
    code: str
    name: Named

    @property
    def mark(self) -> Mark:
        return self.dimension, self.code


@dataclass(frozen=True)
class FrozenContribution:
    """As it stood in the listing of its audience. One that is not to be quoted is counted, and has no words."""

    source: int  # which contribution it is; only to compare stocktakes, never shown
    kind: Kind
    outcome: Outcome
    laid: Laid
    questions: tuple[str, ...]
    tags: tuple[FrozenTag, ...]
    not_quoted: bool
    members_only: bool
    id: str = ""
    title: str = ""
    lesson: str = ""
    language: str = "nl"
    place: Named = field(default_factory=dict)
    years: str = ""
    month: date | None = None
    organisation_kind: Named | None = None
    case: int | None = None  # others with this number tell the same case
    # Whether it lay at a question that went since; only members are told. Not in the mark of a file: see `mark_of`.
    lost_question: bool = field(default=False, repr=False)

    @property
    def told(self) -> int:
        return what_it_tells(self.source, self.case)

    @property
    def kind_label(self) -> str:
        return self.kind.label

    @property
    def outcome_label(self) -> str:
        return "" if self.outcome is Outcome.NOT_APPLICABLE else self.outcome.label

    def terms_of(self, dimension: str) -> list[FrozenTag]:
        return [tag for tag in self.tags if tag.dimension == dimension]

    def tags_of(self, dimension: str) -> list[str]:
        return [said(tag.name) for tag in self.terms_of(dimension)]


@dataclass(frozen=True)
class FrozenText:
    """All that its audience read of a contribution that day, and how it was shared; what was hidden is empty."""

    title: str
    facts: str
    lesson: str
    opinion: str
    condition: str
    went_wrong: str
    cost_hours: int | None
    cost_euros: int | None
    cost_unknown: bool
    organisation: str
    role: Named | None
    photos: tuple[str, ...]  # what was to be seen on them; the pictures are not kept
    named: bool
    members_only: bool  # that day

    @property
    def cost(self) -> str:
        return cost_in_words(self)
