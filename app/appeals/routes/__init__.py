"""Asking something about oneself, and the desk that answers it; one file for each side."""

from app.appeals.routes import asking, desk, own
from app.appeals.routes.blueprint import blueprint

__all__ = ["asking", "blueprint", "desk", "own"]
