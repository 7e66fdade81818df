"""What a host asks of others about a challenge, what they answer, and the closing note."""

from wtforms import BooleanField, Field, HiddenField, StringField, TextAreaField
from wtforms.validators import ValidationError

from app.challenges.forms.round import RoundForm
from app.core.forms import AtMost, AtMostWords, Form, LaterDay, Says, number_in, one_line, tidy
from app.core.wording import _, lazy
from app.core.yes_or_no import YesOrNo, YesOrNoForm

NOTE_WORDS = 100


class PublishForm(RoundForm):
    visible_from = StringField(lazy("Not visible before"), [LaterDay(optional=True)], filters=[one_line])


class AgreementRequestForm(Form):
    reader = StringField(
        lazy("Who reads along?"),
        [Says(lazy("Write who it is for, such as: communications.")), AtMost(100)],
        filters=[one_line],
    )


class AgreementForm(YesOrNoForm):
    agreed = YesOrNo(
        lazy("Can this be published?"), lazy("Yes, this can be published"), lazy("No, not like this")
    )
    version = HiddenField()

    def seen_version(self) -> int:
        """The version that was read; 0 when somebody changed that number."""
        return number_in(self.version.data)


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
    remains = StringField(lazy("What remains, as a question for the members"), [AtMost(250)], filters=[one_line])
    sure = BooleanField(lazy("I know that nobody can answer after this"))

    def validate_sure(self, field: Field) -> None:
        if not field.data:
            raise ValidationError(_("Tick that you know this, then close the challenge."))
