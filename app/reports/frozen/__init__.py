"""A frozen stocktake as one audience reads it now: what was sealed, without what was withdrawn since."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from app.contributions.catalogue import cases_among
from app.reports.frozen.contribution import FrozenContribution, FrozenTag, FrozenText, said
from app.reports.frozen.question import (
    FrozenAnswer,
    FrozenDecision,
    FrozenQuestion,
    FrozenQuote,
    FrozenRecognition,
    FrozenSource,
    FrozenView,
)
from app.reports.measure import Measure, Named
from app.reports.terms import FrozenTerm
from app.stocktaking.models import Laid
from app.taxonomy.models import Dimension

__all__ = [
    "Frozen",
    "FrozenAnswer",
    "FrozenContribution",
    "FrozenDecision",
    "FrozenQuestion",
    "FrozenQuote",
    "FrozenRecognition",
    "FrozenSource",
    "FrozenTag",
    "FrozenText",
    "FrozenView",
    "said",
]


@dataclass(frozen=True)
class Frozen:
    """One edition. `n` is what it held on the day; `withdrawn` is how many contributions of it are gone since."""

    slug: str
    name: str
    made_at: datetime
    is_published: bool
    for_members: bool
    n: int
    root: str
    vocabulary: str
    contributions: tuple[FrozenContribution, ...]
    questions: tuple[FrozenQuestion, ...]
    measure: Measure | None = None  # of a stocktake of before it was kept none
    keeps_texts: bool = False  # not one of before whole texts were kept
    with_text: frozenset[int] = frozenset()  # the sources of which the whole text may still be read
    texts: Mapping[int, FrozenText] | None = None  # by the source; only where they were asked for
    codebook: tuple[FrozenTerm, ...] = ()  # the same
    questions_gone: int = 0  # how many questions of that day went since; of the edition for everybody nobody is told
    part_of: tuple[FrozenContribution, ...] | None = None  # all there are, of what holds those of one question only

    @cached_property
    def codes(self) -> dict[tuple[Dimension, str], str]:
        """The codes of the terms of that day by their Dutch name; of two with one name that which was in use."""
        in_use_last = sorted(self.codebook, key=lambda term: term.is_in_use)
        return {(term.dimension, term.name["nl"]): term.code for term in in_use_last}

    def code_of(self, dimension: Dimension, name: Named | None) -> str | None:
        """The code of a term that was kept by its name; None without a name, and without the codebook of that day."""
        return self.codes.get((dimension, name["nl"])) if name else None

    @property
    def withdrawn(self) -> int:
        return self.n - len(self.everything)

    @cached_property
    def texts_gone(self) -> int:
        """Of how many contributions that are in it the whole text was changed or made stricter since."""
        quoted = (found for found in self.contributions if not found.not_quoted) if self.keeps_texts else ()
        return sum(found.source not in self.with_text for found in quoted)

    @cached_property
    def numbers(self) -> Counter[str]:
        """How many contributions lie at each question, by its slug."""
        return Counter(slug for found in self.contributions for slug in found.questions)

    @cached_property
    def cases(self) -> int:
        """How many cases the contributions tell that are still in it."""
        return cases_among(found.told for found in self.contributions)

    @cached_property
    def cases_at(self) -> dict[str, int]:
        """The same at each question, by its slug."""
        lying: dict[str, list[int]] = defaultdict(list)
        for found in self.contributions:
            for slug in found.questions:
                lying[slug].append(found.told)
        return {found.slug: cases_among(lying[found.slug]) for found in self.questions}

    @cached_property
    def laid(self) -> Counter[Laid]:
        return Counter(found.laid for found in self.contributions)

    @cached_property
    def cases_laid(self) -> dict[Laid, int]:
        """How many cases that are; one of which the texts lie at two places counts at both."""
        return {laid: cases_among(found.told for found in self.lying(laid)) for laid in Laid}

    @cached_property
    def without_question(self) -> list[FrozenContribution]:
        """What lay only at questions that went since."""
        return [found for found in self.lying(Laid.QUESTIONS) if found.lost_question and not found.questions]

    def lying(self, laid: Laid) -> list[FrozenContribution]:
        return [found for found in self.contributions if found.laid is laid]

    def at(self, question: FrozenQuestion) -> list[FrozenContribution]:
        return [found for found in self.contributions if question.slug in found.questions]

    def only(self, question: FrozenQuestion) -> "Frozen":
        """The part of it that is about one question."""
        lying = tuple(self.at(question))
        return replace(self, contributions=lying, questions=(question,), measure=None, part_of=self.everything)

    @property
    def everything(self) -> tuple[FrozenContribution, ...]:
        return self.contributions if self.part_of is None else self.part_of

    def question(self, slug: str) -> FrozenQuestion | None:
        return next((found for found in self.questions if found.slug == slug), None)

    def contribution(self, public_id: str) -> FrozenContribution | None:
        return next((found for found in self.contributions if found.id == public_id), None) if public_id else None

    def questions_of(self, contribution: FrozenContribution) -> list[FrozenQuestion]:
        return [found for found in self.questions if found.slug in contribution.questions]
