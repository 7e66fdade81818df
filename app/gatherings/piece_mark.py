"""A mark of a part of the programme or a stop of the walk: another one as soon as what is said of it is another."""

import json

from app.core.security import fingerprint
from app.gatherings.models import Part, Stop

OF_PART = (
    *("title", "starts", "ends", "who", "note", "place", "access"),
    *("capacity", "is_chosen", "serves_food", "is_walk", "is_assumed"),
)
OF_STOP = ("title", "number", "question", "place", "step_free", "latitude", "longitude", "challenge_id", "term_id")


def mark_of(piece: Part | Stop) -> str:
    """Not of where a part stands: that follows from the times of the others too."""
    said = [str(getattr(piece, name)) for name in (OF_PART if isinstance(piece, Part) else OF_STOP)]
    if isinstance(piece, Part):
        said += sorted(challenge.slug for challenge in piece.challenges)
    return fingerprint(f"piece:{json.dumps(said)}")[:20]
