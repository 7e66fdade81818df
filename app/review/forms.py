"""What a reader proposes, asks and decides."""

from wtforms import HiddenField, StringField, TextAreaField

from app.core.forms import AtMost, Form, Says, tidy
from app.core.wording import lazy


class ProposalForm(Form):
    title = StringField(lazy("Title"), [Says(lazy("Give it a title.")), AtMost(120)], filters=[tidy])
    facts = TextAreaField(
        lazy("What happened"), [Says(lazy("The story cannot be empty.")), AtMost(20_000)], filters=[tidy]
    )
    lesson = TextAreaField(lazy("The lesson"), [AtMost(2000)], filters=[tidy])
    opinion = TextAreaField(lazy("What the contributor thinks of it"), [AtMost(5000)], filters=[tidy])
    version = HiddenField()


class AskForm(Form):
    text = TextAreaField(
        lazy("Your question to the contributor"),
        [Says(lazy("Write what you want to know.")), AtMost(2000)],
        filters=[tidy],
    )


class ReasonForm(Form):
    reason = TextAreaField(
        lazy("Why?"), [Says(lazy("Write why. The contributor reads this.")), AtMost(2000)], filters=[tidy]
    )
