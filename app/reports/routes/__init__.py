"""The pages of frozen stocktakes."""

from app.reports.routes import comparing, files, freezing, reading
from app.reports.routes.blueprint import blueprint

__all__ = ["blueprint", "comparing", "files", "freezing", "reading"]
