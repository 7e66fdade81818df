"""Pages of taking stock; one file for each errand."""

from app.stocktaking.routes import (
    answers,
    balance,
    checking,
    decisions,
    editing,
    gaps,
    merging,
    ownership,
    pairs,
    questions,
    quoting,
    recognition,
    saved_views,
    starring,
    statements,
    voices,
    workbench,
)
from app.stocktaking.routes.blueprint import blueprint

__all__ = [
    "answers",
    "balance",
    "blueprint",
    "checking",
    "decisions",
    "editing",
    "gaps",
    "merging",
    "ownership",
    "pairs",
    "questions",
    "quoting",
    "recognition",
    "saved_views",
    "starring",
    "statements",
    "voices",
    "workbench",
]
