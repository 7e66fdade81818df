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

__all__ = [
    "Evidence",
    "Gap",
    "GapJudgement",
    "Question",
    "QuestionChange",
    "QuestionNews",
    "QuestionStatus",
    "SavedView",
    "Stance",
    "Statement",
    "Verdict",
]
