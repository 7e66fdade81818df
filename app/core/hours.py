"""Times of the day as people write them."""

import re
from datetime import time

from wtforms import Field
from wtforms.validators import ValidationError

from app.core.forms import Form
from app.core.wording import _

HOUR = re.compile(r"([0-9]{1,2})(?:[.:]([0-9]{2}))?(?: ?(?:uur|u))?")


def hour_from(typed: str) -> time | None:
    """A time as people write it: 12.30, 12:30, '12.30 uur', 9; None if it is none."""
    found = HOUR.fullmatch(typed.strip().lower())
    if found is None:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


class AnHour:
    """A validator for a time of the day."""

    def __init__(self, optional: bool = False) -> None:
        self.optional = optional

    def __call__(self, form: Form, field: Field) -> None:
        if self.optional and not (field.data or "").strip():
            return
        if hour_from(field.data or "") is None:
            raise ValidationError(_("Write the time like this: 12.30"))
