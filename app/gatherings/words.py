"""How the states of a seat are called, for the organisers; and the kinds of a note, on a phone and on paper."""

from app.contributions.models import Kind
from app.core.wording import lazy
from app.gatherings.models import SeatState

STATES = {
    SeatState.ASKED: lazy("not confirmed"),
    SeatState.HELD: lazy("has a place"),
    SeatState.WAITING: lazy("waits"),
    SeatState.OFFERED: lazy("was offered a place"),
    SeatState.LAPSED: lazy("did not take the place in time"),
    SeatState.GIVEN_BACK: lazy("does not come to this"),
}
KINDS = (
    (Kind.GOOD.value, lazy("Goes well")),
    (Kind.LEARNED.value, lazy("Instructive")),
    (Kind.EXPERIENCE.value, lazy("Strikes me")),
    (Kind.QUESTION.value, lazy("Question")),
)
