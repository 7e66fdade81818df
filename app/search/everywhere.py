"""Searching everything at once: contributions by their index, the few hundred other things by their words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from app.accounts.models import Person
from app.challenges.models import Challenge
from app.challenges.queries import challenges
from app.contributions.disclosure import View
from app.core.dutch import closest, query_terms, terms, words
from app.gatherings.models import Gathering
from app.gatherings.queries import coming_gatherings, past_gatherings
from app.search.address import Asked
from app.search.queries import find
from app.stocktaking.models import Question
from app.stocktaking.queries import questions
from app.taxonomy.models import Dimension, Term
from app.taxonomy.queries import terms_of

T = TypeVar("T")
SHOWN = 5  # contributions; the rest stands behind a link


@dataclass(frozen=True)
class Everything:
    """What was found of each kind, as far as this person may see it."""

    contributions: list[View]
    total: int
    challenges: list[Challenge]
    questions: list[Question]
    themes: list[Term]
    gatherings: list[Gathering]
    meant: str | None  # another spelling that would find a theme, when nothing was found

    @property
    def is_empty(self) -> bool:
        return not (self.total or self.challenges or self.questions or self.themes or self.gatherings)


def everything(asked: Asked, person: Person) -> Everything:
    """What holds all these words. Every list is that of the page of its kind."""
    wanted = query_terms(asked.words)
    found = find({}, asked, person)
    themes = list(terms_of(Dimension.THEME))
    gatherings = [*coming_gatherings(), *past_gatherings()]
    answer = Everything(
        contributions=found.views[:SHOWN],
        total=found.total,
        challenges=holding(wanted, ((c, f"{c.title} {c.situation} {c.questions}") for c in challenges(person))),
        questions=holding(wanted, ((q, f"{q.sentence} {q.explanation}") for q in questions(person))),
        themes=holding(wanted, ((t, f"{t.name_nl} {t.name_en} {' '.join(t.synonyms)}") for t in themes)),
        gatherings=holding(wanted, ((g, f"{g.title} {g.place} {g.walk}") for g in gatherings)),
        meant=None,
    )
    return answer if not answer.is_empty else with_another_spelling(answer, asked, themes)


def holding(wanted: Sequence[set[str]], texts: Iterable[tuple[T, str]]) -> list[T]:
    """The things of which the text holds, for every set of alternatives, at least one term."""
    if not wanted:
        return []
    return [thing for thing, text in texts if all(found & set(terms(text)) for found in wanted)]


def with_another_spelling(answer: Everything, asked: Asked, themes: Iterable[Term]) -> Everything:
    """Proposes the word of a theme that looks most like what was typed."""
    known = sorted({word for theme in themes for name in (theme.name_nl, *theme.synonyms) for word in words(name)})
    typed = next(iter(words(asked.words)), "")
    meant = closest(typed, known) if typed else None
    return Everything(answer.contributions, answer.total, [], [], [], [], meant)
