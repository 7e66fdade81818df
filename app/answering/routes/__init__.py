"""What hosts do with the answers to their challenge, and what others put with it; one file for each errand."""

from app.answering.routes import beside, came_of_it, comparing, hosting, together
from app.answering.routes.blueprint import blueprint

__all__ = ["beside", "blueprint", "came_of_it", "comparing", "hosting", "together"]
