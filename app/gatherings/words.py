"""How the states of a seat are called, for the organisers."""

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
