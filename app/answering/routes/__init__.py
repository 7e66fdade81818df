"""What hosts do with the answers to their challenge, and what others put with it; one file for each errand."""

from flask import Flask

from app.answering import operations
from app.answering.messages import WAITS
from app.answering.queries.beside import told_by_others
from app.answering.routes import beside, came_of_it, comparing, hosting, together
from app.answering.routes.blueprint import blueprint
from app.contributions.said_already import told_by
from app.core.outbox import written_anew


def init_app(_app: Flask) -> None:
    """Whoever answers a challenge sees below the form what others answered.

    What stands in a mail to hosts is looked at once more when it leaves.
    """
    written_anew[WAITS] = operations.written_anew
    told_by["answering"] = told_by_others


__all__ = ["beside", "blueprint", "came_of_it", "comparing", "hosting", "init_app", "together"]
