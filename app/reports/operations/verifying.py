"""Comparing frozen stocktakes with their seals."""

from collections.abc import Iterator
from dataclasses import replace

from app.reports import queries
from app.reports.models import Edition
from app.reports.operations.freezing import head_of
from app.reports.seal import Checked, checked, codebook_mark


def verified() -> Iterator[tuple[Edition, Checked]]:
    """Every edition, with what came of comparing it with its seal."""
    for edition in queries.every_edition():
        found = checked(edition.root, head_of(edition.stocktake, edition), queries.sealed_rows(edition))
        yield edition, replace(found, codebook_holds=codebook_holds(edition.vocabulary))


def codebook_holds(fingerprint: str) -> bool:
    """Whether the codebook is the one that was sealed; so is none, of a stocktake of before they were kept."""
    content = queries.codebook_text_of(fingerprint)
    return content is None or codebook_mark(content) == fingerprint
