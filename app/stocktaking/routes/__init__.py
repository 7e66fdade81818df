"""Pages of taking stock; one file for each errand."""

from app.stocktaking.routes import balance, editing, gaps, pairs, questions, quoting, saved_views, statements, workbench
from app.stocktaking.routes.blueprint import blueprint

__all__ = [
    "balance",
    "blueprint",
    "editing",
    "gaps",
    "pairs",
    "questions",
    "quoting",
    "saved_views",
    "statements",
    "workbench",
]
