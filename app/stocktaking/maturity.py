"""How far the evidence under a question has come, as one person reads it: in words, never as a score.

The different contributions under all its statements are counted; one that is quoted twice is one case.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

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
    """How many contributions lie under a question, in how many it went otherwise, and in how many it worked out."""

    cases: int
    contradicting: int
    solved: int

    @property
    def stages(self) -> list[tuple[Stage, int]]:
        """What can be said of the evidence, each with the number of contributions that it rests on."""
        how_many = Stage.SEVERAL_CASES if self.cases > 1 else Stage.ONE_CASE if self.cases else Stage.NO_CASE
        found = [(how_many, self.cases)]
        found += [(Stage.CONTRADICTED, self.contradicting)] if self.contradicting else []
        return found + ([(Stage.ANSWERED_ELSEWHERE, self.solved)] if self.solved else [])


def maturity_of(seen: Iterable[Seen]) -> Maturity:
    quotes = [quote for statement in seen for quote in statement.quotes]
    return Maturity(
        cases=len({quote.source.id for quote in quotes}),
        contradicting=len({quote.source.id for quote in quotes if quote.stance is Stance.CONTRADICTS}),
        solved=len({quote.source.id for quote in quotes if quote.source.outcome is Outcome.SUCCEEDED}),
    )
