"""What becomes of an answer, in words."""

from app.answering.models import Holds, Verdict
from app.core.wording import lazy

VERDICT_NAMES = {
    Verdict.NOW: lazy("Usable now"),
    Verdict.LATER: lazy("Usable later"),
    Verdict.NO: lazy("Does not fit"),
}
HOLDS_NAMES = {
    Holds.YES: lazy("Holds for us"),
    Holds.NO: lazy("Does not hold"),
    Holds.UNKNOWN: lazy("Do not know"),
}
