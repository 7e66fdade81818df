"""The codebook as a file for a spreadsheet, which can come back."""

from app.accounts.models import Person
from app.codebook import queries
from app.codebook.sheet import COLUMNS, line_of
from app.core.spreadsheet import csv_text, reversible
from app.taxonomy.queries import all_terms


def codebook(person: Person) -> str:
    """Every term with its words, its place and what became of it; uses as far as this person may find them."""
    terms = {term.id: term for term in all_terms()}
    uses = queries.uses(terms.values(), person)
    lines = (line_of(term, terms, uses[term.id]) for term in terms.values())
    return csv_text([COLUMNS, *([line[name] for name in COLUMNS] for line in lines)], guard=reversible)
