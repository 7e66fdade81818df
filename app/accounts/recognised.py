"""How many say that something plays there as well, told so that nobody can be pointed at and nobody is ranked.

A group of fewer answers than the deal's smallest crowd has no numbers, and is not even named: that somebody of it
answered would tell something. For the same reason there is no total, from which the rest could be subtracted.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from app.accounts.models import Recognised
from app.core.wording import _, lazy

RECOGNISED_NAMES = {Recognised.YES: lazy("Yes"), Recognised.NO: lazy("No"), Recognised.UNKNOWN: lazy("I do not know")}
TAKE_BACK = "take-back"
MAY_SAY = (*((said.value, name) for said, name in RECOGNISED_NAMES.items()), (TAKE_BACK, lazy("Take my answer back")))

Counted = Mapping[tuple[str | None, Recognised], int]  # by kind of organisation; of others the kind is None


@dataclass(frozen=True)
class Group:
    """The answers of the organisations of one kind, or of everybody else. The kind is a code of the vocabulary."""

    kind: str
    yes: int
    no: int
    unknown: int

    @property
    def total(self) -> int:
        return self.yes + self.no + self.unknown


@dataclass(frozen=True)
class Figures:
    groups: tuple[Group, ...]  # those with numbers, the one that recognises it least first
    others: Group | None  # accounts without a confirmed organisation and visitors; None when they are too few
    fewest: int


def figures_of(counted: Counted, fewest: int) -> Figures:
    by_kind: dict[str | None, Counter[Recognised]] = {}
    for (kind, answer), number in counted.items():
        by_kind.setdefault(kind, Counter())[answer] += number
    large = {kind: group_of(kind or "", said) for kind, said in by_kind.items() if said.total() >= fewest}
    others = large.pop(None, None)
    groups = sorted(large.values(), key=lambda group: (group.yes / group.total, group.kind))
    return Figures(tuple(groups), others, fewest)


def group_of(kind: str, said: Counter[Recognised]) -> Group:
    return Group(kind, said[Recognised.YES], said[Recognised.NO], said[Recognised.UNKNOWN])


def what_became_of(answer: Recognised | None, before: Recognised | None) -> str:
    """What became of the tap, and of what a colleague had answered for the same organisation."""
    if before is None:
        return _("Your answer was taken back.") if answer is None else _("Thank you. You can change your answer here.")
    theirs = RECOGNISED_NAMES[before]
    if answer is None:
        return _("A colleague had answered: %(answer)s. That was taken back.", answer=theirs)
    return _("A colleague had answered: %(answer)s. Your answer stands in its place.", answer=theirs)
