"""How many municipalities a rough place fits: what the contributor is told about it, in numbers.

Counted over all municipalities of today, never over contributions.
"""

from dataclasses import dataclass

from app.accounts.models import Organisation
from app.accounts.places import WhyNoSize, size_of, why_no_size
from app.accounts.queries import classes_of_municipalities, number_of_municipalities
from app.contributions.disclosure import View
from app.contributions.models import Contribution
from app.core.deal import deal


@dataclass(frozen=True)
class Crowd:
    """The municipalities that others may think of, and why the place says no size."""

    count: int
    has_size: bool
    why_no_size: WhyNoSize | None  # None as well when the municipality itself is not known (any more)
    fewest: int
    leaves_more_out: bool  # the exact year, or the kind of organisation


def crowd_of(contribution: Contribution, shown: View) -> Crowd | None:
    """What there is to tell about the rough place that others see; None when they see none, or the place itself."""
    if not shown.place or shown.municipality:
        return None
    return Crowd(
        count=number_of_municipalities(shown.size, shown.part),
        has_size=shown.size is not None,
        why_no_size=reason(contribution.place),
        fewest=deal().coarse_place["fewest"],
        leaves_more_out=contribution.year is not None or contribution.organisation_kind is not None,
    )


def reason(place: Organisation | None) -> WhyNoSize | None:
    """Why the rough place says nothing of the size, for whoever told the place; None when it says the size."""
    if place is None or place.size is not None or place.inhabitants is None:
        return None
    coarse = deal().coarse_place
    own = size_of(place.inhabitants, coarse), place.part or ""
    return why_no_size(own, classes_of_municipalities(coarse), coarse)
