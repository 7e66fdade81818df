"""The code on a paper sheet: it names the stop that the notes on that sheet are of."""

from collections.abc import Sequence

from app.core.forms import number_in
from app.core.security import fingerprint
from app.gatherings.models import Stop
from app.gatherings.operations.walking import LEGIBLE

LETTERS = 4  # it opens nothing, so nobody needs to guess it


def sheet_code(stop: Stop) -> str:
    """The same for as long as the stop is there, whatever number it gets."""
    rest, letters = int(fingerprint(f"sheet:{stop.public_id}"), 16), ""
    for _letter in range(LETTERS):
        rest, at = divmod(rest, len(LEGIBLE))
        letters += LEGIBLE[at]
    return letters


def stop_of_sheet(typed: str, stops: Sequence[Stop]) -> Stop | None:
    """The stop with this code, or with this number; None when there is none, or not one only."""
    wanted = typed.replace(" ", "").replace("-", "").lower()
    found = [stop for stop in stops if sheet_code(stop) == wanted]
    found = found or [stop for stop in stops if stop.number == number_in(wanted, digits=2)]
    return found[0] if len(found) == 1 else None
