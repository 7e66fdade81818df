"""The selects of frozen stocktakes; one file for each subject."""

from app.reports.queries.files import (
    asked_by,
    every_file,
    file_by_id,
    files_made_of,
    files_of,
    next_file,
    note_progress,
    number_before,
    own_file,
)
from app.reports.queries.reading import (
    every_edition,
    frozen,
    made_from,
    sealed_rows,
    stocktake_by_slug,
    stocktakes,
    stocktakes_made_by,
    taken_stocktake_slugs,
)
from app.reports.queries.taking import AnswerSources, Lying, lying_in, questions_in, sources_of_answers
from app.reports.queries.withdrawing import is_in_a_stocktake, pile_behind, words_of

__all__ = [
    "pile_behind",
    "AnswerSources",
    "Lying",
    "asked_by",
    "every_file",
    "file_by_id",
    "files_made_of",
    "files_of",
    "next_file",
    "note_progress",
    "number_before",
    "own_file",
    "stocktakes_made_by",
    "every_edition",
    "frozen",
    "is_in_a_stocktake",
    "lying_in",
    "made_from",
    "questions_in",
    "sealed_rows",
    "sources_of_answers",
    "stocktake_by_slug",
    "stocktakes",
    "taken_stocktake_slugs",
    "words_of",
]
