"""What a table writes, and what phones ask."""

from wtforms import HiddenField, StringField, TextAreaField

from app.core.choice import Choice
from app.core.forms import AtMost, Form, Says, number_in, one_line, tidy
from app.core.wording import lazy
from app.gatherings.models import Plays
from app.gatherings.models.given import MOST_ASKED

ANSWERS = {Plays.YES: lazy("With us too"), Plays.NO: lazy("Not with us"), Plays.UNSURE: lazy("I do not know")}


class CardForm(Form):
    recognised = TextAreaField(lazy("What do you recognise?"), [AtMost(2000)], filters=[tidy])
    helped = TextAreaField(lazy("What helped with you?"), [AtMost(2000)], filters=[tidy])
    question = StringField(lazy("Which question remains?"), [AtMost(300)], filters=[one_line])
    version = HiddenField()

    def seen_version(self) -> int:
        """What the phone was shown; 0 when it does not say."""
        return number_in(self.version.raw_data[0] if self.version.raw_data else None)


class TapForm(Form):
    answer = Choice(
        lazy("Is this so where you work?"),
        lazy("Choose an answer."),
        [(plays.value, name) for plays, name in ANSWERS.items()],
    )
    question = HiddenField(filters=[one_line])  # that the phone was shown


class AskForm(Form):
    text = StringField(
        lazy("What do you want to know to understand it?"),
        [Says(lazy("Write one question.")), AtMost(300)],
        filters=[one_line],
    )


class AnswerForm(Form):
    answer = TextAreaField(lazy("What was said?"), [AtMost(1000)], filters=[tidy])
    version = HiddenField()


class GiveForm(Form):
    asks = StringField(
        lazy("Which question do you give to the members?"),
        [Says(lazy("Write one question.")), AtMost(MOST_ASKED)],
        filters=[one_line],
    )
