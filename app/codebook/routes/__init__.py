"""The pages about terms; one file for each subject."""

from app.codebook.routes import changing, choosing, sheets, terms
from app.codebook.routes.blueprint import blueprint

__all__ = ["blueprint", "changing", "choosing", "sheets", "terms"]
