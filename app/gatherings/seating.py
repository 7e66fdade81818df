"""How much room there is at a gathering, and whose turn it is. Counts the seats that it is given; asks no database."""

from collections import Counter
from collections.abc import Iterator, Sequence

from app.gatherings.models import Gathering, Part, Registration, Seat, SeatState


def chosen_parts(gathering: Gathering) -> list[Part | None]:
    """What people sign up for: the parts that they choose, or else the gathering as a whole, which is None."""
    return [part for part in gathering.parts if part.is_chosen] or [None]


class Seating:
    """Who has a seat in which part, as far as that counts for who else fits.

    A part has its own number of places; the gathering has a number of people, and a number of people of one
    organisation. Whoever has a seat already takes no more of the last two.
    """

    def __init__(self, gathering: Gathering, seats: Sequence[Seat]) -> None:
        self.gathering = gathering
        self.seats = sorted(seats, key=lambda seat: (seat.turn or 0, seat.id))
        self.capacity = {part.id if part else None: part.capacity if part else None for part in chosen_parts(gathering)}
        self.in_part = Counter(seat.part_id for seat in self.seats if seat.is_taken)
        self.people = {seat.registration_id: seat.registration.office for seat in self.seats if seat.is_taken}

    def left_in(self, part_id: int | None) -> int | None:
        """How many places of this part are free; None when it takes as many as come."""
        capacity = self.capacity.get(part_id)
        return None if capacity is None else max(capacity - self.in_part[part_id], 0)

    @property
    def left(self) -> int | None:
        """How many more people the gathering as a whole takes; None for as many as come."""
        capacity = self.gathering.capacity
        return None if capacity is None else max(capacity - len(self.people), 0)

    def room_for(self, part_id: int | None) -> int | None:
        """How many newcomers fit in this part: the smaller of the two."""
        known = [left for left in (self.left_in(part_id), self.left) if left is not None]
        return min(known, default=None)

    def fits(self, seat: Seat) -> bool:
        return self.left_in(seat.part_id) != 0 and self.takes(seat.registration)

    def takes(self, registration: Registration) -> bool:
        """Whether this person may come at all: they do so already, or there is room for one more, also of theirs."""
        if registration.id in self.people:
            return True
        most, office = self.gathering.most_per_organisation, registration.office
        alike = sum(known == office for known in self.people.values())  # whoever names none counts with the others
        return self.left != 0 and (most is None or alike < most)

    def keeps(self, registration: Registration, office: str) -> bool:
        """Whether this person may still come once they turn out to be of this organisation: whoever only waits takes
        nobody's place yet."""
        most = self.gathering.most_per_organisation
        if most is None or self.people.get(registration.id, office) == office:
            return True
        return sum(known == office for known in self.people.values()) < most

    def take(self, seat: Seat, state: SeatState) -> None:
        seat.state = state
        self.in_part[seat.part_id] += 1
        self.people[seat.registration_id] = seat.registration.office

    def let_go(self, seat: Seat, state: SeatState) -> None:
        """The seat is somebody else's from now on."""
        was_taken, seat.state, seat.offered_until = seat.is_taken, state, None
        if not was_taken:
            return
        self.in_part[seat.part_id] -= 1
        if not any(other.is_taken for other in self.seats if other.registration_id == seat.registration_id):
            self.people.pop(seat.registration_id, None)

    def next_turn(self) -> int:
        return max((seat.turn or 0 for seat in self.seats), default=0) + 1

    def line(self, part_id: int | None) -> list[Seat]:
        """Who waits for this part, whose turn it is first on top."""
        return [seat for seat in self.seats if seat.state is SeatState.WAITING and seat.part_id == part_id]

    def who_may_come(self) -> Iterator[Seat]:
        """Those who wait and fit by now, in their turn. Each has to be taken before the next one is asked for."""
        for seat in [seat for seat in self.seats if seat.state is SeatState.WAITING and seat.part_id in self.capacity]:
            if self.fits(seat):
                yield seat
