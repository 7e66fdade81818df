"""A challenge as its host writes it, and what others say of it."""

from datetime import date

from wtforms import (
    BooleanField,
    Field,
    HiddenField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from app.core.clock import today
from app.core.forms import AtMost, Form, Says, day_from, tidy
from app.core.wording import _, lazy

SITUATION_WORDS, NOTE_WORDS = 120, 100


class AtMostWords:
    """A validator that counts words, and says how many are too many."""

    def __init__(self, words: int) -> None:
        self.words = words

    def __call__(self, form: Form, field: Field) -> None:
        over = len((field.data or "").split()) - self.words
        if over > 0:
            raise ValidationError(
                _("Leave out %(over)d words. There is room for %(most)d.", over=over, most=self.words)
            )


def asks_something(_form: Form, field: Field) -> None:
    if not (field.data or "").rstrip().endswith("?"):
        raise ValidationError(_("Write your challenge as a question, with a question mark at the end."))


def one_or_two_lines(_form: Form, field: Field) -> None:
    if len([line for line in (field.data or "").splitlines() if line.strip()]) > 2:
        raise ValidationError(_("Ask one or two questions, each on a line of its own."))


def later_day(_form: Form, field: Field) -> None:
    found = day_from(field.data or "")
    if found is None:
        raise ValidationError(_("Write the day like this: 24-11-2026"))
    if found <= today():
        raise ValidationError(_("Choose a day after today."))


def later_day_if_any(form: Form, field: Field) -> None:
    if (field.data or "").strip():
        later_day(form, field)


class ChoicesField(SelectMultipleField):  # type: ignore[misc,unused-ignore]
    """Several terms of the vocabulary, as boxes to tick."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class ChallengeForm(Form):
    """Twelve fields, as few as a usable answer needs."""

    title = StringField(
        lazy("What is your question?"),
        [Says(lazy("Write your challenge as a question.")), asks_something, AtMost(150)],
        filters=[tidy],
    )
    situation = TextAreaField(
        lazy("The situation"),
        [Says(lazy("Tell what is the matter, for whom, and since when.")), AtMostWords(SITUATION_WORDS), AtMost(4000)],
        filters=[tidy],
    )
    approach = TextAreaField(lazy("How you work"), [AtMost(2000)], filters=[tidy])
    tried = TextAreaField(lazy("What you already tried"), [AtMost(2000)], filters=[tidy])
    fixed = TextAreaField(lazy("What cannot change"), [AtMost(2000)], filters=[tidy])
    questions = TextAreaField(
        lazy("What do you want to know from others?"),
        [Says(lazy("Ask at least one question.")), one_or_two_lines, AtMost(600)],
        filters=[tidy],
    )
    usable_answer = TextAreaField(
        lazy("A usable answer contains…"),
        [Says(lazy("Tell what you could use, for example who decided and what it cost.")), AtMost(1000)],
        filters=[tidy],
    )
    neighbourhood = StringField(lazy("Neighbourhood"), [AtMost(120)], filters=[tidy])
    terms = ChoicesField(lazy("Themes"), validate_choice=False)
    closes_on = StringField(lazy("Until when can people answer?"), [later_day, AtMost(40)])
    gathering = SelectField(lazy("Gathering"), validate_choice=False)
    second_host = StringField(lazy("Second host"), [AtMost(254)], filters=[tidy])
    version = HiddenField()

    def day(self) -> date | None:
        return day_from(self.closes_on.data or "")


class PublishForm(Form):
    visible_from = StringField(lazy("Not visible before"), [later_day_if_any, AtMost(40)])


class AgreementRequestForm(Form):
    reader = StringField(
        lazy("Who reads along?"),
        [Says(lazy("Write who it is for, such as: communications.")), AtMost(100)],
        filters=[tidy],
    )


class AgreementForm(Form):
    agreed = RadioField(
        lazy("Can this be published?"),
        choices=[("yes", lazy("Yes, this can be published")), ("no", lazy("No, not like this"))],
        validate_choice=False,
    )
    remark = TextAreaField(lazy("What should change?"), [AtMost(2000)], filters=[tidy])

    def validate_agreed(self, field: Field) -> None:
        if field.data not in ("yes", "no"):
            raise ValidationError(_("Choose yes or no."))


class CloseForm(Form):
    note = TextAreaField(
        lazy("What you take along, what not, and why"),
        [
            Says(lazy("Write at least one sentence: the people who answered want to know.")),
            AtMostWords(NOTE_WORDS),
            AtMost(1500),
        ],
        filters=[tidy],
    )
    sure = BooleanField(lazy("I know that nobody can answer after this"))

    def validate_sure(self, field: Field) -> None:
        if not field.data:
            raise ValidationError(_("Tick that you know this, then close the challenge."))
