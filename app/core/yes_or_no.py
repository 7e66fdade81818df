"""What whoever reads along answers: yes or no, and what should change."""

from typing import Any

from wtforms import TextAreaField

from app.core.choice import Choice
from app.core.forms import AtMost, Form, tidy
from app.core.wording import lazy


class YesOrNo(Choice):
    """Two choices, none of them chosen beforehand."""

    def __init__(self, label: str, yes: str, no: str, **rest: Any) -> None:
        super().__init__(label, lazy("Choose yes or no."), choices=[("yes", yes), ("no", no)], **rest)


class YesOrNoForm(Form):
    """The form of a feature adds the question itself, and which text was read."""

    remark = TextAreaField(lazy("What should change?"), [AtMost(2000)], filters=[tidy])
