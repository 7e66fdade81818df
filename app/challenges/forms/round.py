"""The round of questions: what somebody asks, until when that can be, and what the hosts answer."""

from datetime import date

from wtforms import Field, HiddenField, StringField, TextAreaField
from wtforms.validators import ValidationError

from app.core.clock import today
from app.core.forms import AtMost, Form, LaterDay, Says, day_from, one_line
from app.core.wording import _, lazy

QUESTION = 300  # characters
REPLY = 1500


def is_a_question(_form: Form, field: Field) -> None:
    if "?" not in (field.data or ""):
        raise ValidationError(_("Only questions fit here, with a question mark. What you know you give as an answer."))


class RoundQuestionForm(Form):
    asked = TextAreaField(
        lazy("Your question"),
        [Says(lazy("Write what you want to know first.")), AtMost(QUESTION), is_a_question],
        filters=[one_line],
    )
    key = HiddenField()


class RoundForm(Form):
    """From when until when people can ask. No first day: from the day that it is visible; no last day: not at all."""

    questions_from = StringField(lazy("From when can people ask something first?"), filters=[one_line])
    questions_until = StringField(
        lazy("Until when can people ask something first?"), [LaterDay(optional=True)], filters=[one_line]
    )

    kept_first: date | None = None  # days that passed may stay as they are
    kept_day: date | None = None

    def validate_questions_from(self, field: StringField) -> None:
        if not field.data:
            return
        day = self.first_day()
        if day is None:
            raise ValidationError(_("Write the day like this: 24-11-2026"))
        if day < today() and day != self.kept_first:
            raise ValidationError(_("Choose today, or a later day."))

    def first_day(self) -> date | None:
        return day_from(self.questions_from.data or "")

    def last_day(self) -> date | None:
        return day_from(self.questions_until.data or "")


class RepliesForm(Form):
    """The token only: the boxes are as many as there are questions (routes/round.py)."""
