"""Pages of taking stock; one file for each errand."""

from app.stocktaking.routes import balance, questions, quoting, statements, workbench
from app.stocktaking.routes.blueprint import blueprint

__all__ = ["balance", "blueprint", "questions", "quoting", "statements", "workbench"]
