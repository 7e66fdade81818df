"""The desk: what waits, reading a contribution, and looking at its photos."""

from app.review.routes import covering, own_words, photos, reading
from app.review.routes.blueprint import blueprint

__all__ = ["blueprint", "covering", "own_words", "photos", "reading"]
