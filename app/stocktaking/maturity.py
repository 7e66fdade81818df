"""How far the evidence under a question has come, as one person reads it: in words, never as a score.

The different cases under all its statements are counted: one that is quoted twice, and one that is told in more than
one of these texts as far as this person's audience may know, count once.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from app.contributions.catalogue import cases_among
from app.contributions.models import Outcome
from app.stocktaking.models import Stance
from app.stocktaking.queries import Seen


class Stage(StrEnum):
    NO_CASE = "no_case"
    ONE_CASE = "one_case"
    SEVERAL_CASES = "several_cases"
    CONTRADICTED = "contradicted"
    ANSWERED_ELSEWHERE = "answered_elsewhere"


@dataclass(frozen=True)
class Maturity:
    """How many cases lie under a question, in how many it went otherwise, and in how many it worked out."""

    cases: int
    contradicting: int
    solved: int

    @property
    def stages(self) -> list[tuple[Stage, int]]:
        """What can be said of the evidence, each with the number of cases that it rests on."""
        how_many = Stage.SEVERAL_CASES if self.cases > 1 else Stage.ONE_CASE if self.cases else Stage.NO_CASE
        found = [(how_many, self.cases)]
        found += [(Stage.CONTRADICTED, self.contradicting)] if self.contradicting else []
        return found + ([(Stage.ANSWERED_ELSEWHERE, self.solved)] if self.solved else [])


def maturity_of(seen: Iterable[Seen], told: Mapping[int, int]) -> Maturity:
    """`told`: which case each quoted contribution tells, as `queries.told_and_helped` gives it."""
    quotes = [quote for statement in seen for quote in statement.quotes]
    against = (quote for quote in quotes if quote.stance is Stance.CONTRADICTS)
    solved = (quote for quote in quotes if quote.source.outcome is Outcome.SUCCEEDED)
    parts = (quotes, against, solved)
    return Maturity(*(cases_among(told[quote.contribution_id] for quote in part) for part in parts))
