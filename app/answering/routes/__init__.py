"""What hosts do with the answers to their challenge, and what others put with it; one file for each errand."""

from app.answering.routes import beside, comparing, hosting, together
from app.answering.routes.blueprint import blueprint

__all__ = ["beside", "blueprint", "comparing", "hosting", "together"]
