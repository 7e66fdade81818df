"""The selects of requests: the list of the desk, and where somebody is named."""

from app.appeals.queries.finding import (
    Thing,
    answered_appeals,
    appeal_by_token,
    appeal_to_judge,
    appeals_of,
    delete_due,
    held_about_questions,
    judged_by,
    open_appeals,
    open_mention_of,
    others_about,
    reasons_for_makers,
    settled_about,
    steps_taken_by,
    told_about,
    with_an_address,
)
from app.appeals.queries.naming import Naming, naming, patterns_of, spans_of

__all__ = [
    "Naming",
    "Thing",
    "answered_appeals",
    "appeal_by_token",
    "appeal_to_judge",
    "appeals_of",
    "delete_due",
    "judged_by",
    "naming",
    "patterns_of",
    "spans_of",
    "open_appeals",
    "open_mention_of",
    "held_about_questions",
    "others_about",
    "reasons_for_makers",
    "settled_about",
    "steps_taken_by",
    "told_about",
    "with_an_address",
]
