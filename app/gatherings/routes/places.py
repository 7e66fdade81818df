"""How many places there are left, as everybody may know: numbers, never who has them."""

from dataclasses import dataclass

from app.core import clock
from app.core.deal import deal
from app.core.errors import NotFound
from app.gatherings import operations
from app.gatherings.forms.registering import WHOLE, part_names
from app.gatherings.models import Gathering, GatheringStatus, Part
from app.gatherings.seating import Seating, chosen_parts

MOST_BRICKS = 120  # more would be a wall, not a number


@dataclass(frozen=True)
class Places:
    """What the panel beside the programme says."""

    seating: Seating
    why_not: str  # '' while one can sign up; else cancelled, draft, over or closed
    ask: str  # the address to ask somebody

    @property
    def left(self) -> int | None:
        """For how many more there is a place in some part; None when nobody counts."""
        in_parts = [self.seating.room_for(part.id if part else None) for part in chosen_parts(self.seating.gathering)]
        return None if None in in_parts else max(found for found in in_parts if found is not None)

    @property
    def bricks(self) -> tuple[int, int]:
        """So many taken and so many free, to draw; (0, 0) when there is nothing to draw."""
        capacity, left = self.seating.gathering.capacity, self.seating.left
        if capacity is None or left is None or capacity > MOST_BRICKS:
            return 0, 0
        return capacity - left, left


def open_places(gathering: Gathering) -> Places:
    return Places(operations.seating_of(gathering), why_not(gathering), gathering.contact_email or deal().help_email)


def part_called(gathering: Gathering, which: str) -> Part | None:
    """The part with this id, or None for the gathering as a whole. Raises NotFound."""
    parts = part_names(gathering)
    if which not in parts and (parts or which != WHOLE):
        raise NotFound
    return parts.get(which)


def why_not(gathering: Gathering) -> str:
    """Why nobody can sign up now; '' when one can."""
    if gathering.is_cancelled:
        return "cancelled"
    if gathering.status is not GatheringStatus.PUBLISHED:
        return "draft"
    if clock.now() >= gathering.begins_at:
        return "over"
    return "" if gathering.takes_people(clock.today()) else "closed"
