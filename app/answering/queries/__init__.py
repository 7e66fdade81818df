"""Finding the answers to a challenge, and what its hosts did with them."""

from app.answering.queries.answers import Arrived, answer_to, answering, answers_of, arrived, these_answers
from app.answering.queries.came_of_it import closed_between, is_told
from app.answering.queries.hosts import (
    Told,
    asking_now,
    check_on,
    checks_of,
    course_of,
    courses,
    forget_checks,
    has_checks,
    hosts_heard,
    told_about_on,
)
from app.answering.queries.marks import (
    every_mark_on,
    have_to_be_told,
    linked_with,
    mark_on,
    marked_by,
    marks_on,
    marks_on_story,
    marks_with_a_reason,
    may_be_asked,
    standing_marks_on,
)

__all__ = [
    "closed_between",
    "is_told",
    "Told",
    "asking_now",
    "check_on",
    "checks_of",
    "course_of",
    "courses",
    "forget_checks",
    "has_checks",
    "hosts_heard",
    "told_about_on",
    "Arrived",
    "answer_to",
    "answering",
    "answers_of",
    "arrived",
    "every_mark_on",
    "have_to_be_told",
    "linked_with",
    "mark_on",
    "marked_by",
    "marks_on",
    "marks_on_story",
    "marks_with_a_reason",
    "may_be_asked",
    "standing_marks_on",
    "these_answers",
]
