"""The tables of frozen stocktakes, and of the files that are made of them."""

from app.reports.models.codebook import Codebook
from app.reports.models.file import Form, ReportFile, ReportState
from app.reports.models.freezing import Freezing
from app.reports.models.stocktake import Edition, Item, ItemKind, Stocktake, Words

__all__ = [
    "Codebook",
    "Edition",
    "Form",
    "Freezing",
    "Item",
    "ItemKind",
    "ReportFile",
    "ReportState",
    "Stocktake",
    "Words",
]
