"""Contributions as lists show them: read from the listings of the reader's audience, which hold what was disclosed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Row

from app.accounts.models import Person
from app.contributions.catalogue import Mark, what_it_tells
from app.contributions.disclosure import TermView, View, coarse_name
from app.contributions.models import Kind, Outcome
from app.contributions.permissions import audience_of
from app.contributions.queries import found_by, listed, listed_to
from app.contributions.shown_photos import PhotoView
from app.core.wording import language
from app.taxonomy.models import Dimension
from app.taxonomy.queries import Word, vocabulary

MOST_ANSWERS = 500


@dataclass(frozen=True)
class Card:
    """A contribution as a list shows it, with what is asked of it and not shown.

    `told` is the same for texts that tell one case: see `catalogue.cases_among`.
    """

    id: int
    view: View
    told: int
    not_quoted: bool


def cards(ids: Sequence[int], person: Person) -> list[View]:
    """The contributions with these ids that this person's audience may find, in the order of the ids.

    They have what a card shows: title, lesson, kind, outcome, place, period and themes. The rest is empty.
    """
    return list(cards_by_id(ids, person, (Dimension.THEME,)).values())


def cards_by_id(ids: Sequence[int], person: Person, dimensions: Sequence[Dimension]) -> dict[int, View]:
    """The same, by id, with their terms of these dimensions."""
    if not ids:
        return {}
    rows = listed(ids, audience_of(person))
    words = words_of(dimensions)
    return {i: card(rows[i], words) for i in ids if i in rows}


def cards_to(person: Person, *which: ColumnElement[bool]) -> list[Card]:
    """What this person may read of the contributions that these conditions let through, in the public order.

    In one statement, also where it has to be known whether they are not to be quoted.
    """
    rows = listed_to(person, *which)
    words = words_of((Dimension.THEME,)) if rows else {}
    return [
        Card(row.contribution_id, card(row, words), what_it_tells(row.contribution_id, row.case_key), row.not_quoted)
        for row in rows
    ]


def words_of(dimensions: Sequence[Dimension]) -> dict[int, Word]:
    return {word.id: word for word in vocabulary() if word.dimension in dimensions}


def card(row: Row[Any], words: Mapping[int, Word]) -> View:
    terms: dict[Dimension, tuple[TermView, ...]] = {}
    for word in (words[i] for i in row.term_ids if i in words):
        shown = TermView(word.id, word.code, word.slug, word.name(language()), word.parent_id)
        terms[word.dimension] = (*terms.get(word.dimension, ()), shown)
    return View(
        id=row.public_id,
        kind=Kind(row.kind),
        outcome=Outcome(row.outcome),
        language=row.language,
        title=row.title,
        lesson=row.lesson,
        place=row.exact_place or coarse_name(row.size, row.part),
        period=row.years,
        month=row.month,
        members_only=row.members_only,
        photos=(PhotoView(**row.photo),) if row.photo else (),
        terms=terms,
    )


def first_of(filters: dict[str, list[Mark]], person: Person, size: int) -> tuple[list[View], int]:
    """The first contributions that pass these filters, in the public order, and how many pass them."""
    ids, hits = found_by(filters, person, 0, size)
    return cards(ids, person), len(hits)
