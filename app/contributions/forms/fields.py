"""What the forms of this feature have in common: choices that explain themselves."""

from collections.abc import Iterable
from typing import Any

from wtforms import Field, SelectField, SelectMultipleField
from wtforms.validators import ValidationError

from app.core.choice import values_of
from app.core.forms import Form, tidy
from app.core.wording import _


class Pick(SelectField):
    """A list to pick one from, or nothing."""

    def __init__(self, label: str, **rest: Any) -> None:
        super().__init__(label, [self.known], choices=[], validate_choice=False, **rest)

    def offer(self, nothing: str, offered: Iterable[tuple[str, str]]) -> None:
        self.choices = [("", nothing), *offered]

    @staticmethod
    def known(form: Form, field: Field) -> None:
        if field.data and field.data not in values_of(field):
            raise ValidationError(_("Pick something from the list."))


class Chips(SelectMultipleField):
    """Things to tap on, as many as fit."""

    def __init__(self, label: str, most: int = 0, **rest: Any) -> None:
        self.most = most
        super().__init__(label, [self.fitting], choices=[], validate_choice=False, **rest)

    @staticmethod
    def fitting(form: Form, field: "Chips") -> None:
        chosen = field.data or []
        if any(code not in values_of(field) for code in chosen):
            raise ValidationError(_("One of the things you tapped is not in the list any more. Choose again."))
        if field.most and len(chosen) > field.most:
            raise ValidationError(
                _("Choose at most %(most)d. You have %(chosen)d now.", most=field.most, chosen=len(chosen))
            )


def tidied(_form: Form, field: Field) -> None:
    """Takes out what nobody can see, before anything else looks at the text."""
    field.data = tidy(field.data)
