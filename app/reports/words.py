"""What the codes of a frozen stocktake are called on screen and in files."""

from app.core.wording import lazy
from app.stocktaking.models import Laid, QuestionStatus, Stance

LAID_NAMES = {
    Laid.QUESTIONS: lazy("At a question"),
    Laid.ONE_CASE: lazy("One case, instructive"),
    Laid.NOWHERE: lazy("Fits nowhere"),
    Laid.OPEN: lazy("Still open"),
}
STANCE_NAMES = {
    Stance.SUPPORTS: lazy("Supports this"),
    Stance.CONTRADICTS: lazy("Contradicts this"),
    Stance.NUANCES: lazy("Adds a nuance"),
}
STATUS_NAMES = {
    QuestionStatus.NEW: lazy("New"),
    QuestionStatus.SHARPENED: lazy("Sharpened"),
    QuestionStatus.ASSIGNED: lazy("Passed on"),
    QuestionStatus.PARTLY_ANSWERED: lazy("Partly answered"),
    QuestionStatus.ANSWERED: lazy("Answered"),
    QuestionStatus.PARKED: lazy("Parked"),
}
CLOSED = (QuestionStatus.ANSWERED, QuestionStatus.PARKED)
