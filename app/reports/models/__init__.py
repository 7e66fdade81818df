"""The tables of frozen stocktakes, and of the files that are made of them."""

from app.reports.models.stocktake import Edition, Item, ItemKind, Stocktake, Words

__all__ = ["Edition", "Item", "ItemKind", "Stocktake", "Words"]
