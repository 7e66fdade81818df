"""Pages of the workbench; one file for each errand."""

from app.workbench.routes import checking, checks, deeds, duplicates, naming, piles, shortcuts, sorting, texts, themes
from app.workbench.routes.blueprint import blueprint

__all__ = [
    "blueprint",
    "checking",
    "checks",
    "deeds",
    "duplicates",
    "naming",
    "piles",
    "shortcuts",
    "sorting",
    "texts",
    "themes",
]
