"""A question and its statements, as a member writes them."""

from wtforms import BooleanField, Field, HiddenField, SelectField, StringField, TextAreaField
from wtforms.validators import ValidationError

from app.core.forms import AtMost, Form, Says, day_from, one_line, tidy
from app.core.wording import _, lazy
from app.stocktaking.sentences import is_one_question
from app.stocktaking.words import STATUS_NAMES


def one_question(_form: Form, field: Field) -> None:
    if not is_one_question((field.data or "").strip()):
        raise ValidationError(_("Write one sentence with one question mark, at the end."))


class AskForm(Form):
    sentence = StringField(
        lazy("The question, in one sentence"),
        [Says(lazy("Word the question first.")), one_question, AtMost(250)],
        filters=[tidy],
    )
    explanation = TextAreaField(lazy("What is behind it"), [AtMost(2000)], filters=[tidy])


class QuestionForm(AskForm):
    kind = SelectField(lazy("What kind of question is it?"), validate_choice=False)
    state = SelectField(lazy("Status"), choices=[(s.value, name) for s, name in STATUS_NAMES.items()])
    route = SelectField(lazy("Route to an answer"), validate_choice=False)
    owner = SelectField(lazy("Who goes after it? (a proposal)"), validate_choice=False)
    due_on = StringField(lazy("Answer before"), [AtMost(40)])
    version = HiddenField()

    def validate_due_on(self, field: Field) -> None:
        if (field.data or "").strip() and day_from(field.data) is None:
            raise ValidationError(_("Write the day like this: 24-11-2026"))


class StatementForm(Form):
    text = TextAreaField(
        lazy("What we see"),
        [Says(lazy("Write what you see in the contributions, in one sentence.")), AtMost(300)],
        filters=[one_line],
    )


class ChangeForm(StatementForm):
    was = HiddenField()  # what the statement said when it was shown


class RemoveForm(Form):
    sure = BooleanField(lazy("I am sure"), [Says(lazy("Tick this when you are sure: the quotes go too."))])
