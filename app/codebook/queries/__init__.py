"""What was done with terms, and how much carries them."""

from app.codebook.queries.changes import (
    challenges_retagged_by,
    change_by_id,
    change_that_took,
    changes_about,
    changes_asked_by,
    due,
    forget_retags,
    later_change_of,
    planned_in,
    retagged_by,
    work_with_terms_of,
)
from app.codebook.queries.splits import (
    Progress,
    choices_of,
    last_chosen,
    next_to_choose,
    progress_of,
    retag_of,
    split_by_id,
    splits,
)
from app.codebook.queries.uses import Reach, reach_of, uses

__all__ = [
    "Progress",
    "choices_of",
    "last_chosen",
    "next_to_choose",
    "progress_of",
    "retag_of",
    "split_by_id",
    "splits",
    "Reach",
    "challenges_retagged_by",
    "change_by_id",
    "change_that_took",
    "changes_about",
    "changes_asked_by",
    "due",
    "forget_retags",
    "later_change_of",
    "planned_in",
    "reach_of",
    "retagged_by",
    "uses",
    "work_with_terms_of",
]
