"""Short codes to read out or type over: of a paper sheet, which names its stop, and of who comes, for the door."""

from collections.abc import Sequence

from app.core.forms import number_in
from app.core.security import fingerprint
from app.gatherings.models import Registration, Stop
from app.gatherings.operations.walking import LEGIBLE

LETTERS = 4  # it opens nothing, so nobody needs to guess it
DOOR_LETTERS = 5  # nor does this one; among hundreds of people hardly two are alike


def sheet_code(stop: Stop) -> str:
    """The same for as long as the stop is there, whatever number it gets."""
    return code_from(f"sheet:{stop.public_id}", LETTERS)


def door_code(registration: Registration) -> str:
    """What somebody says or shows at the door when the square cannot be read. Only helpers can use it."""
    return code_from(f"door:{registration.public_id}", DOOR_LETTERS)


def code_from(words: str, length: int) -> str:
    """So many letters that follow from these words."""
    rest, letters = int(fingerprint(words), 16), ""
    for _letter in range(length):
        rest, at = divmod(rest, len(LEGIBLE))
        letters += LEGIBLE[at]
    return letters


def as_typed(typed: str) -> str:
    """A code as somebody types it over, without its spaces and capitals."""
    return typed.replace(" ", "").replace("-", "").lower()


def stop_of_sheet(typed: str, stops: Sequence[Stop]) -> Stop | None:
    """The stop with this code, or with this number; None when there is none, or not one only."""
    wanted = as_typed(typed)
    found = [stop for stop in stops if sheet_code(stop) == wanted]
    found = found or [stop for stop in stops if stop.number == number_in(wanted, digits=2)]
    return found[0] if len(found) == 1 else None
