"""The tables of taking stock; one file for each thing."""

from app.stocktaking.models.answers import Answer, AnswerSource, Decision, DeclinedOwner, Reach
from app.stocktaking.models.from_challenge import FromChallenge
from app.stocktaking.models.from_table import FromGiven, FromTable
from app.stocktaking.models.gap import Gap, GapJudgement, Verdict
from app.stocktaking.models.news import News, WaitingNews
from app.stocktaking.models.question import (
    Evidence,
    Merge,
    Question,
    QuestionChange,
    QuestionNews,
    QuestionStatus,
    Stance,
    Statement,
)
from app.stocktaking.models.recognition import Recognition
from app.stocktaking.models.removal import Removal, RemovedQuote, Replaced, ReplacedSource
from app.stocktaking.models.saved_view import SavedView
from app.stocktaking.models.sorting import Laid, Placement, Sorted, Star
from app.stocktaking.models.stood_under import StoodUnder
from app.stocktaking.models.voices import Dissent, Memo

__all__ = [
    "Answer",
    "AnswerSource",
    "Decision",
    "DeclinedOwner",
    "Dissent",
    "Evidence",
    "FromChallenge",
    "FromGiven",
    "FromTable",
    "Gap",
    "GapJudgement",
    "Laid",
    "Memo",
    "Merge",
    "News",
    "Placement",
    "Question",
    "QuestionChange",
    "QuestionNews",
    "QuestionStatus",
    "Reach",
    "Recognition",
    "Removal",
    "RemovedQuote",
    "Replaced",
    "ReplacedSource",
    "SavedView",
    "Sorted",
    "Stance",
    "Star",
    "Statement",
    "StoodUnder",
    "Verdict",
    "WaitingNews",
]
