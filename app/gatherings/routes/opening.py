"""Opening the walk that a code belongs to."""

from flask import request

from app.accounts.operations import opened_by_code
from app.core.pictures import MOST_BYTES
from app.core.uploads import MEGABYTE
from app.gatherings import queries
from app.gatherings.models import Walk

MOST_TOGETHER = MOST_BYTES + MEGABYTE  # of a note with its photo


def walk_opened(code: str, to_change: bool = False) -> Walk:
    """The walk with this code. Whoever keeps guessing has to wait."""
    found = code.lower()
    return opened_by_code("walk", request.remote_addr or "", lambda: queries.walk_by_code(found, to_change))
