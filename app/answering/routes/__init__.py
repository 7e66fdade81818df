"""What hosts do with the answers to their challenge, and what others put with it; one file for each errand."""

from flask import Flask

from app.answering.queries.beside import told_by_others
from app.answering.routes import beside, came_of_it, comparing, hosting, together
from app.answering.routes.blueprint import blueprint
from app.contributions.said_already import told_by


def init_app(_app: Flask) -> None:
    """Whoever answers a challenge sees below the form what others answered."""
    told_by["answering"] = told_by_others


__all__ = ["beside", "blueprint", "came_of_it", "comparing", "hosting", "init_app", "together"]
