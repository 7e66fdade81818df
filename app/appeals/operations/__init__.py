"""What can happen to a request: it is received, judged, answered, and forgotten."""

from app.appeals.operations.judging import decide, hide, log_view, pass_on, take_reason_away
from app.appeals.operations.keeping import forget_address, forget_answered, remind
from app.appeals.operations.mentions import flag_mentions
from app.appeals.operations.receiving import ask, object_to, report, token_of

__all__ = [
    "ask",
    "decide",
    "flag_mentions",
    "forget_address",
    "forget_answered",
    "hide",
    "log_view",
    "object_to",
    "pass_on",
    "remind",
    "report",
    "take_reason_away",
    "token_of",
]
