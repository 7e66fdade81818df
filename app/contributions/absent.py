"""The words for a field that is empty: left out on purpose, or never told.

Only the contributor and the readers are told which of the two it is. Everybody else gets an empty field in both cases:
a page that said "left out" would tell that there was something to leave out (see README, "Who may see what").
"""

from app.contributions.disclosure import View
from app.contributions.models import Contribution
from app.core.wording import _


def left_out() -> str:
    return _("[left out]")


def unknown() -> str:
    return _("unknown, not filled in")


def is_purged(contribution: Contribution) -> bool:
    """Whether what was hidden in it has been deleted, so that nobody can tell any more what was told."""
    return any(step.what in ("purged", "left") for step in contribution.steps)


def municipality_in_words(contribution: Contribution, view: View) -> str:
    """The municipality as this view shows it; of a coarse place it was left out, here or where it came from."""
    if view.municipality:
        return view.municipality
    gone = contribution.coarse_part is not None or (contribution.hides_place and is_purged(contribution))
    return left_out() if gone else unknown()


def organisation_in_words(contribution: Contribution, view: View) -> str:
    return view.organisation or (left_out() if is_purged(contribution) else unknown())
