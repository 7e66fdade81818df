"""What the codes of taking stock are called on screen and in files."""

from datetime import date

from app.core.wording import _, lazy, long_date
from app.stocktaking.models import Laid, News, QuestionStatus, Reach, Stance, Verdict

AXIS_NAMES = {
    "theme": lazy("Theme"),
    "phase": lazy("Phase"),
    "barrier": lazy("What stood in the way"),
    "lever": lazy("What helped"),
    "scale": lazy("Scale"),
    "kind": lazy("Kind"),
    "outcome": lazy("Outcome"),
    "organisation_kind": lazy("Kind of organisation"),
    "part": lazy("Part of the country"),
}
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
REACH_NAMES = {Reach.WHOLE: lazy("The whole question"), Reach.PART: lazy("A part of it")}
NEWS_NAMES = {
    News.USED: lazy("Your text is used in a question"),
    News.OWNER: lazy("An organisation goes after the answer"),
    News.ANSWERED: lazy("There is an answer"),
    News.DECIDED: lazy("Something was decided"),
    News.CLOSED: lazy("A question was parked"),
    News.MERGED: lazy("A question went up in another one"),
    News.SPLIT: lazy("A question was split"),
    News.TAKEN_BACK: lazy("A question is not public any more"),
}
CLOSED = (QuestionStatus.ANSWERED, QuestionStatus.PARKED)
# The steps in the history of a question.

STEP_NAMES = {
    "asked": lazy("Worded as a question"),
    "published": lazy("Made public"),
    "taken_back": lazy("No longer public"),
    "held": lazy("Out of view while it is judged"),
    "kept_out": lazy("Stays out of view: the desk decided that"),
    "let_back": lazy("In view again"),
    "stated": lazy("A statement was added"),
    "statement_changed": lazy("A statement was worded anew"),
    "statement_removed": lazy("A statement was taken away"),
    "statement_put_back": lazy("A statement was put back"),
    "owner_proposed": lazy("Proposed as owner"),
    "owner_removed": lazy("Nobody goes after it any more"),
    "owner_accepted": lazy("Goes after it"),
    "owner_declined": lazy("Does not go after it"),
    "owner_came_along": lazy("Came along from another question, to go after this one"),
    "owner_came_along_inside": lazy("Came along from another question, to go after this one"),
    "owner_let_go": lazy("Stood with a question that went up in this one, and does not go after it"),
    "owner_let_go_inside": lazy("Stood with a question that went up in this one, and does not go after it"),
    "day_moved": lazy("Another day for the answer; first it was"),
    "chased": lazy("Asked how it stands"),
    "answer_written": lazy("Answer written down"),
    "answer_changed": lazy("Answer changed"),
    "answer_dropped": lazy("Answer taken back"),
    "answer_put_back": lazy("Answer put back"),
    "answer_signed": lazy("Answer signed off by a coordinator"),
    "answer_came_along": lazy("A signed answer came along from another question"),
    "decided": lazy("Decision recorded"),
    "decision_came_along": lazy("A decision came along from another question"),
    "decision_changed": lazy("Decision recorded better"),
    "merged": lazy("Another question went up in this one"),
    "merged_into": lazy("Went up in another question"),
    "merge_undone": lazy("Two questions again"),
    "split_off": lazy("Statements were split off into another question"),
    "split_from": lazy("Split off from another question"),
    "split_undone": lazy("The statements that were split off stand here again"),
    "dissented": lazy("Minority view written"),
    "dissent_withdrawn": lazy("Minority view taken back"),
}
# What can be put back, and its parts, by the steps and the columns that they are kept under.
EARLIER_NAMES = {
    "reworded": lazy("The question, as it was"),
    "statement_changed": lazy("A statement, as it was worded"),
    "split_off": lazy("Statements that were split off into"),
    "answer_dropped": lazy("An answer that was taken back"),
    "answer_changed": lazy("An answer, as it was"),
    "decision_changed": lazy("A decision, as it was recorded"),
    "memo_struck_out": lazy("Your note that you took away"),
    "dissented": lazy("A minority view, as it was worded"),
    "dissent_withdrawn": lazy("A minority view that was taken back"),
}
PART_NAMES = {
    "sentence": lazy("The question, in one sentence"),
    "explanation": lazy("What is behind it"),
    "kind": lazy("What kind of question is it?"),
    "status": lazy("Status"),
    "route": lazy("Route to an answer"),
    "due_on": lazy("Answer before"),
    "reach": lazy("What does it answer?"),
    "body": lazy("Who decided?"),
    "on": lazy("On which day?"),
}


def judged_in_words(verdict: Verdict, on: date) -> str:
    """What members found of a gap, and when; never who."""
    if verdict is Verdict.REAL:
        return _("a real gap")
    if verdict is Verdict.ASKED:
        return _("asked on %(day)s", day=long_date(on))
    return _("not applicable")


def asked_in_words(on: date, is_to_come: bool) -> str:
    """On which day the question of a gap was put out."""
    day = long_date(on)
    return _("will be asked on %(day)s", day=day) if is_to_come else _("asked on %(day)s", day=day)


def known_in_words(verdict: Verdict | None, on: date | None, asked: date | None, is_to_come: bool) -> str:
    """Both, as far as they are there; a member who says when it was asked has the last word on that."""
    found = judged_in_words(verdict, on) if verdict is not None and on is not None else ""
    put_out = asked_in_words(asked, is_to_come) if asked is not None and verdict is not Verdict.ASKED else ""
    return _("%(found)s, and %(asked)s", found=found, asked=put_out) if found and put_out else found or put_out
