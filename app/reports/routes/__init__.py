"""The pages of frozen stocktakes."""

from app.reports.routes import codebook, comparing, files, freezing, reading
from app.reports.routes.blueprint import blueprint

__all__ = ["blueprint", "codebook", "comparing", "files", "freezing", "reading"]
