"""Showing less of one's own contribution, in every feature that shows something of it."""

from datetime import date

from app.contributions import operations as contributions
from app.contributions.models import Contribution
from app.stocktaking.operations import tell_who_quoted


def make_stricter(
    contribution: Contribution,
    members_only: bool,
    without_name: bool,
    remove_more: bool,
    hides_place: bool,
    not_quoted: bool,
    visible_from: date | None,
) -> None:
    """Shows less at once. Who works on a question that quoted it hears that the words are out of view."""
    was_quoted = not contribution.not_quoted
    contributions.make_stricter(
        contribution, members_only, without_name, remove_more, hides_place, not_quoted, visible_from
    )
    if was_quoted and contribution.not_quoted:
        tell_who_quoted(contribution)
