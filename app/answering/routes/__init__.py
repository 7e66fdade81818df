"""Pages of the hosts about the answers to their challenge; one file for each errand."""

from app.answering.routes import hosting
from app.answering.routes.blueprint import blueprint

__all__ = ["blueprint", "hosting"]
