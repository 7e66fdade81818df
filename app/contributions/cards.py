"""Contributions as lists show them: read from the listings of the reader's audience, which hold what was disclosed."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Row

from app.accounts.models import Person
from app.contributions.catalogue import Mark
from app.contributions.disclosure import TermView, View, coarse_name
from app.contributions.models import Kind, Outcome
from app.contributions.permissions import audience_of
from app.contributions.queries import found_by, listed
from app.contributions.shown_photos import PhotoView
from app.core.wording import language
from app.taxonomy.models import Dimension
from app.taxonomy.queries import Word, vocabulary

MOST_ANSWERS = 500


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
    words = {word.id: word for word in vocabulary() if word.dimension in dimensions}
    return {i: card(rows[i], words) for i in ids if i in rows}


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
