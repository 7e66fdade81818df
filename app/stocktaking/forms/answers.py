"""An answer, a decision, and the reason of an organisation that does not go after a question."""

from wtforms import Field, HiddenField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import ValidationError

from app.core.choice import Choice
from app.core.clock import today
from app.core.forms import AtMost, Form, Says, day_from, one_line, tidy
from app.core.wording import _, lazy
from app.stocktaking.words import REACH_NAMES


class DeclineForm(Form):
    reason = TextAreaField(
        lazy("Why not?"),
        [Says(lazy("Write why: who looks for another owner needs to know.")), AtMost(600)],
        filters=[tidy],
    )


class AnswerForm(Form):
    organisation = SelectField(lazy("Which organisation answers?"), validate_choice=False)
    steps = TextAreaField(
        lazy("The steps"),
        [Says(lazy("Write what was done, and what another can do.")), AtMost(4000)],
        filters=[tidy],
    )
    reach = Choice(
        lazy("What does it answer?"),
        lazy("Choose what it answers: the whole question, or a part of it."),
        choices=[(reach.value, name) for reach, name in REACH_NAMES.items()],
    )
    route = SelectField(lazy("By which route?"), validate_choice=False)
    sources = SelectMultipleField(lazy("On what does it rest?"), validate_choice=False)
    other_stories = TextAreaField(lazy("Other contributions"), [AtMost(2000)], filters=[tidy])
    version = HiddenField()

    def validate_organisation(self, field: Field) -> None:
        if field.data not in {value for value, _name in field.choices or ()}:
            raise ValidationError(_("Choose the organisation that answers."))


class VersionForm(Form):
    version = HiddenField()  # of what was shown


class DecisionForm(Form):
    body = StringField(
        lazy("Who decided?"),
        [Says(lazy("Write who decided, such as a steering group.")), AtMost(150)],
        filters=[one_line],
    )
    on = StringField(lazy("On which day?"), [AtMost(40)])
    route = SelectField(lazy("Which route was chosen?"), validate_choice=False)
    reason = TextAreaField(
        lazy("What was decided, and why?"),
        [Says(lazy("Write what was decided, and why.")), AtMost(2000)],
        filters=[tidy],
    )
    version = HiddenField()

    def validate_on(self, field: Field) -> None:
        found = day_from(field.data or "")
        if found is None:
            raise ValidationError(_("Write the day like this: 24-11-2026"))
        if found > today():
            raise ValidationError(_("Choose today or a day before: a decision is recorded once it was taken."))
