"""The pages of frozen stocktakes."""

from app.reports.routes import comparing, freezing, reading
from app.reports.routes.blueprint import blueprint

__all__ = ["blueprint", "comparing", "freezing", "reading"]
