"""Comparing frozen stocktakes with their seals."""

from collections.abc import Iterator

from app.reports import queries
from app.reports.models import Edition
from app.reports.operations.freezing import head_of
from app.reports.seal import Checked, checked


def verified() -> Iterator[tuple[Edition, Checked]]:
    """Every edition, with what came of comparing it with its seal."""
    for edition in queries.every_edition():
        yield edition, checked(edition.root, head_of(edition.stocktake, edition), queries.sealed_rows(edition))
