"""Pages to share an experience on; one file for each part of the way."""

from app.contributions.routes import browser, expired, on_behalf, reading_along, sending, steps
from app.contributions.routes.blueprint import blueprint

__all__ = ["blueprint", "browser", "expired", "on_behalf", "reading_along", "sending", "steps"]
