"""What it cost, roughly: hours, money, or that nobody knows. On the screens of an answer, and on its own page later."""

import re
from collections.abc import Iterator
from typing import Any

from wtforms import BooleanField, Field, StringField
from wtforms.validators import ValidationError

from app.contributions.costs import Costly
from app.contributions.limits import MOST_EUROS, MOST_HOURS
from app.core.forms import Form, one_line
from app.core.wording import _, lazy


def whole(typed: str | None) -> int | None:
    """A whole number as people write it: 1200, 1.200 or "€ 1 200"; None for anything else."""
    digits = re.sub(r"[€. \u00a0]", "", typed or "")
    return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) <= 10 else None


class AboutAsMany:
    """A validator for a rough number, or nothing."""

    def __init__(self, most: int) -> None:
        self.most = most

    def __call__(self, _form: Form, field: StringField) -> None:
        number = whole(field.data)
        if field.data and (number is None or number > self.most):
            raise ValidationError(_("Write a whole number, such as 40. Roughly is fine."))


class CostForm(Form):
    """What forms for a text add about costs. `on_the_page` names their fields as they stand there, these among them."""

    on_the_page: tuple[str, ...] = ()

    cost_hours = StringField(lazy("Hours"), [AboutAsMany(MOST_HOURS)], filters=[one_line])
    cost_euros = StringField(lazy("Money, in euros"), [AboutAsMany(MOST_EUROS)], filters=[one_line])
    cost_unknown = BooleanField(lazy("I do not know what it cost"))

    def __iter__(self) -> Iterator[Field]:
        """In the order of the page, so that its faults are told in that order too."""
        place = {name: number for number, name in enumerate(self.on_the_page)}
        return iter(sorted(super().__iter__(), key=lambda field: place.get(field.short_name, len(place))))

    def costs(self) -> dict[str, Any]:
        """What was said of it, as far as it can be understood; a number says more than "I do not know"."""
        hours, euros = (None if field.errors else whole(field.data) for field in (self.cost_hours, self.cost_euros))
        known = hours is not None or euros is not None
        return {"cost_hours": hours, "cost_euros": euros, "cost_unknown": bool(self.cost_unknown.data) and not known}


def costs_to_change(told: Costly) -> dict[str, Any]:
    """What such a form shows at first of what was said before."""
    hours, euros = ("" if number is None else str(number) for number in (told.cost_hours, told.cost_euros))
    return {"cost_hours": hours, "cost_euros": euros, "cost_unknown": told.cost_unknown}
