"""The square picture (QR code) that an app reads with a camera, as the shape of a drawing."""

from dataclasses import dataclass

import segno


@dataclass(frozen=True)
class Square:
    size: int  # of its sides, the white border included
    path: str  # of the dark parts, for an SVG


def square(text: str) -> Square:
    """Draws each dark part as a stroke of one high; nothing in it is taken from the text as it stands."""
    rows = list(segno.make(text, error="m", micro=False).matrix_iter(scale=1, border=4))
    dark = (f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, is_dark in enumerate(row) if is_dark)
    return Square(len(rows), "".join(dark))
