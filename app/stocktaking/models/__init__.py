"""The tables of taking stock; one file for each thing."""

from app.stocktaking.models.gap import Gap, GapJudgement, Verdict
from app.stocktaking.models.question import (
    Evidence,
    Question,
    QuestionChange,
    QuestionNews,
    QuestionStatus,
    Stance,
    Statement,
)
from app.stocktaking.models.saved_view import SavedView
from app.stocktaking.models.sorting import Laid, Placement, Sorted, Star

__all__ = [
    "Evidence",
    "Gap",
    "GapJudgement",
    "Placement",
    "Question",
    "QuestionChange",
    "QuestionNews",
    "QuestionStatus",
    "SavedView",
    "Sorted",
    "Stance",
    "Star",
    "Statement",
    "Verdict",
    "Laid",
]
