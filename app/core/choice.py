"""Fields to choose in: one thing, with words of our own when nothing was chosen, or several."""

from collections.abc import Sequence
from typing import Any

from wtforms import Field, RadioField, SelectMultipleField
from wtforms.validators import ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from app.core.forms import Form


class OneOf:
    """A validator that wants one of the choices, and says in words what to choose."""

    def __init__(self, message: str) -> None:
        self.message = message

    def __call__(self, form: Form, field: Field) -> None:
        if field.data not in values_of(field):
            raise ValidationError(self.message)


class Choice(RadioField):
    """Large choices; none of them is chosen beforehand, unless a form says so."""

    def __init__(self, label: str, message: str, choices: Sequence[tuple[str, str]] = (), **rest: Any) -> None:
        super().__init__(label, [OneOf(message)], choices=list(choices), validate_choice=False, **rest)


class ChoicesField(SelectMultipleField):  # type: ignore[misc,unused-ignore]
    """Several things, as boxes to tick."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


def values_of(field: Any) -> set[str]:
    return {str(value) for value, *_rest in field.choices or []}
