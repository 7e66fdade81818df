"""The pages about terms; one file for each subject."""

from app.codebook.routes import changing, choosing, proposals, proposing, sheets, terms
from app.codebook.routes.blueprint import blueprint

__all__ = ["blueprint", "changing", "choosing", "proposals", "proposing", "sheets", "terms"]
