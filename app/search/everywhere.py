"""Searching everything at once: contributions by their index, the few hundred other things by their words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from app.accounts.models import Person
from app.challenges.models import Challenge
from app.challenges.queries import challenges, term_ids_of
from app.contributions.disclosure import View
from app.contributions.filters import choices
from app.contributions.selection import Selection
from app.core.dutch import query_terms, terms
from app.gatherings.models import Gathering
from app.gatherings.queries import coming_gatherings, past_gatherings
from app.search.queries import find
from app.search.spelling import another_spelling
from app.stocktaking.models import Question
from app.stocktaking.queries import questions
from app.taxonomy.queries import Word, mark_of, names, vocabulary

T = TypeVar("T")
SHOWN = 5  # contributions; the rest stands behind a link


@dataclass(frozen=True)
class Everything:
    """What was found of each kind, as far as this person may see it."""

    contributions: list[View]
    total: int
    challenges: list[Challenge]
    questions: list[Question]
    themes: list[Word]
    gatherings: list[Gathering]
    meant: str = ""  # the other spelling that all this was found by, when nothing was found by what was typed

    @property
    def is_empty(self) -> bool:
        return not (self.total or self.challenges or self.questions or self.themes or self.gatherings)


@dataclass(frozen=True)
class Searched:
    """What a person may see of everything but contributions, each thing with the words to find it by."""

    challenges: list[tuple[Challenge, str]]
    questions: list[tuple[Question, str]]
    themes: list[tuple[Word, str]]
    gatherings: list[tuple[Gathering, str]]
    marks: Mapping[int, set[str]]  # of the terms that challenges are tagged with, by their id


def everything(asked: Selection, person: Person) -> Everything:
    """What holds all these words, or else what holds them in a spelling that looks like it."""
    searched = what_is_searched(person)
    answer = found_by(asked, person, searched)
    if not answer.is_empty:
        return answer
    things = (*searched.challenges, *searched.questions, *searched.gatherings)
    known = [text for _thing, text in things]
    known += [all_names(term) for term in vocabulary() if not term.never_was]
    meant = another_spelling(asked.words, person, known)
    better = found_by(replace(asked, words=meant), person, searched) if meant else answer
    return answer if better.is_empty else replace(better, meant=meant or "")


def what_is_searched(person: Person) -> Searched:
    """Every list is that of the page of its kind."""
    gatherings = (*coming_gatherings(), *past_gatherings())
    seen = challenges(person)
    tagged = term_ids_of(seen)
    themes = [choice.term for choice in choices(vocabulary())["thema"] if not choice.is_undone]
    return Searched(
        challenges=[(c, f"{c.title} {c.situation} {c.questions}") for c in seen],
        questions=[(q, " ".join((q.sentence, q.explanation, *said_in(q)))) for q in questions(person)],
        themes=[(term, all_names(term)) for term in themes if term],
        gatherings=[(g, f"{g.title} {g.place} {g.walk}") for g in gatherings],
        marks={key: {mark_of(term_id) for term_id in ids} for key, ids in tagged.items()},
    )


def all_names(term: Word) -> str:
    return " ".join((term.name_nl, term.name_en, *term.synonyms))


def said_in(question: Question) -> list[str]:
    return [statement.text for statement in question.statements]


def found_by(asked: Selection, person: Person, searched: Searched) -> Everything:
    """What of it holds all these words; contributions by the index of this person's audience."""
    found = find(asked, 1, person)
    wanted = query_terms(asked.words, names().marks)
    return Everything(
        contributions=found.views[:SHOWN],
        total=found.total,
        challenges=[c for c, text in searched.challenges if holds(wanted, text, searched.marks.get(c.id, set()))],
        questions=holding(wanted, searched.questions),
        themes=holding(query_terms(asked.words), searched.themes),  # a theme holds its synonyms itself
        gatherings=holding(wanted, searched.gatherings),
    )


def holding(wanted: Sequence[set[str]], things: Iterable[tuple[T, str]]) -> list[T]:
    return [thing for thing, text in things if holds(wanted, text, set())]


def holds(wanted: Sequence[set[str]], text: str, marks: set[str]) -> bool:
    """Whether a text says, for every set of alternatives, one of them: a word, or a term by any of its names."""
    said = set(terms(text)) | marks
    of_mark = names().of_mark
    return bool(wanted) and all(
        alternatives & said or any(name <= said for mark in alternatives for name in of_mark.get(mark, ()))
        for alternatives in wanted
    )
