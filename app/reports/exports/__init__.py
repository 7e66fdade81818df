"""A frozen stocktake as a file; one module for each family of files."""

from typing import Protocol

from app.reports.exports.paper import CannotPrint, pdf_of
from app.reports.exports.progress import Tell, silent
from app.reports.exports.record import json_of
from app.reports.exports.sheets import csv_of, csv_of_table, ods_of, xlsx_of
from app.reports.exports.word import docx_of
from app.reports.frozen import Frozen, FrozenQuestion
from app.reports.models import Form


class Maker(Protocol):
    def __call__(self, frozen: Frozen, about: FrozenQuestion | None = None, tell: Tell = silent) -> bytes:
        """The bytes of the file, of all of it or of one question. `tell` hears how far it is, where that is known."""


MAKERS: dict[Form, Maker] = {
    Form.DOCX: docx_of,
    Form.PDF: pdf_of,
    Form.XLSX: xlsx_of,
    Form.ODS: ods_of,
    Form.CSV: csv_of,
    Form.JSON: json_of,
}
__all__ = ["MAKERS", "CannotPrint", "csv_of_table"]
