"""Pages of the workbench; one file for each errand."""

from app.workbench.routes import deeds, piles, shortcuts, sorting, texts
from app.workbench.routes.blueprint import blueprint

__all__ = ["blueprint", "deeds", "piles", "shortcuts", "sorting", "texts"]
