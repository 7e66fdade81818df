"""What whoever reads along answers: yes or no, and what should change."""

from collections.abc import Sequence
from typing import Any

from wtforms import Field, RadioField, TextAreaField
from wtforms.validators import ValidationError

from app.core.forms import AtMost, Form, tidy
from app.core.wording import _, lazy


def yes_or_no(_form: Form, field: Field) -> None:
    if field.data not in ("yes", "no"):
        raise ValidationError(_("Choose yes or no."))


class YesOrNo(RadioField):
    """Two choices, none of them chosen beforehand."""

    def __init__(self, label: str, yes: str, no: str, validators: Sequence[Any] = (), **rest: Any) -> None:
        super().__init__(label, [yes_or_no], choices=[("yes", yes), ("no", no)], validate_choice=False, **rest)


class YesOrNoForm(Form):
    """The form of a feature adds the question itself, and which text was read."""

    remark = TextAreaField(lazy("What should change?"), [AtMost(2000)], filters=[tidy])
