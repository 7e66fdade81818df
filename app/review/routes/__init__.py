"""The desk: what waits, reading a contribution, and looking at its photos."""

from app.review.routes import covering, photos, reading
from app.review.routes.blueprint import blueprint

__all__ = ["blueprint", "covering", "photos", "reading"]
