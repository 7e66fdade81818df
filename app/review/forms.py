"""What a reader proposes, asks and decides."""

from wtforms import HiddenField, StringField, TextAreaField

from app.contributions.limits import FACTS, LESSON, OPINION, TITLE
from app.core.forms import AtMost, Form, Says, tidy
from app.core.wording import lazy


class ProposalForm(Form):
    title = StringField(lazy("Title"), [Says(lazy("Give it a title.")), AtMost(TITLE)], filters=[tidy])
    facts = TextAreaField(
        lazy("What happened"), [Says(lazy("The story cannot be empty.")), AtMost(FACTS)], filters=[tidy]
    )
    lesson = TextAreaField(lazy("The lesson"), [AtMost(LESSON)], filters=[tidy])
    opinion = TextAreaField(lazy("What the contributor thinks of it"), [AtMost(OPINION)], filters=[tidy])
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
