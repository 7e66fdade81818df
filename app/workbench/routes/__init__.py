"""Pages of the workbench; one file for each errand."""

from app.workbench.routes import deeds, duplicates, piles, shortcuts, sorting, texts, themes
from app.workbench.routes.blueprint import blueprint

__all__ = ["blueprint", "deeds", "duplicates", "piles", "shortcuts", "sorting", "texts", "themes"]
