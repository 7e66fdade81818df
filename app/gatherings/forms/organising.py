"""What organisers fill in about who comes."""

from typing import Any

from wtforms import HiddenField, StringField, TextAreaField
from wtforms.validators import ValidationError

from app.core.choice import Choice
from app.core.forms import AtMost, Form, Says, one_line, tidy
from app.core.wording import _, lazy
from app.gatherings.forms.registering import PersonForm, one_that_counts
from app.gatherings.models import Gathering
from app.gatherings.operations import Letter


class AddForm(PersonForm):
    """Somebody who did not sign up here."""


class OrganisationForm(Form):
    """Of which organisation somebody is after all."""

    organisation = StringField(lazy("Organisation"), [one_that_counts, AtMost(120)], filters=[one_line])

    def __init__(self, gathering: Gathering, **named: Any) -> None:
        self.most_of_each = gathering.most_per_organisation
        super().__init__(**named)


class DismissForm(Form):
    reason = StringField(
        lazy("Why do they not come?"),
        [Says(lazy("Write why. They read this on their own page.")), AtMost(300)],
        filters=[one_line],
    )


class MessageForm(Form):
    """To whom, and what. The key tells a second press of one form from a second message."""

    to = Choice(lazy("To whom?"), lazy("Choose to whom you write."))
    subject = StringField(lazy("Subject"), [Says(lazy("Write what it is about.")), AtMost(100)], filters=[one_line])
    text = TextAreaField(lazy("Message"), [Says(lazy("Write your message.")), AtMost(5000)], filters=[tidy])
    key = HiddenField()

    def __init__(self, groups: dict[str, tuple[str, int]], *given: Any, **named: Any) -> None:
        self.groups = groups
        super().__init__(*given, **named)
        self.to.choices = [(name, f"{words} ({number})") for name, (words, number) in groups.items()]

    def letter(self) -> Letter:
        return Letter(self.subject.data or "", self.text.data or "", self.key.data or "")

    def validate_to(self, field: Choice) -> None:
        if field.data in self.groups and not self.groups[field.data][1]:
            raise ValidationError(_("There is nobody in this group. Choose another one."))
