"""What somebody says before they type a story over for another, and where its link goes."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from wtforms import BooleanField, EmailField, Field, RadioField, SelectField, StringField
from wtforms.validators import ValidationError

from app.challenges.models import Challenge
from app.contributions.models import CameBy
from app.core.clock import today
from app.core.forms import AtMost, Form, Says, day_from, is_an_address, one_line
from app.core.wording import _, lazy

LONG_AGO = timedelta(days=366)
WAYS = {
    CameBy.PHONE: lazy("By telephone"),
    CameBy.PAPER: lazy("On a card or a letter"),
    CameBy.IN_PERSON: lazy("Face to face"),
}


def ways() -> list[tuple[str, str]]:
    return [(way.value, str(words)) for way, words in WAYS.items()]


class OnBehalfForm(Form):
    """How it came in, what it answers, and that whoever told it agrees. Nothing is preset but the day.

    `opens` are the challenges that take answers now.
    """

    told_by = RadioField(
        lazy("How did you hear it?"), choices=ways, validate_choice=False, default=""
    )
    answers = SelectField(lazy("Does it answer a challenge? Which one?"), validate_choice=False, filters=[one_line])
    agreed = StringField(lazy("On which day did they say yes?"), [AtMost(40)], filters=[one_line])
    sure = BooleanField(
        lazy("They know that I type it over here, and they said yes"),
        [Says(lazy("Ask it first, and tick it then. Without a yes nothing is typed over."))],
    )

    def __init__(self, *given: Any, opens: Sequence[Challenge] = (), **named: Any) -> None:
        super().__init__(*given, **named)
        self.opens = {challenge.slug: challenge for challenge in opens}
        titles = [(slug, f"{one.title} ({one.organisation.name})") for slug, one in self.opens.items()]
        self.answers.choices = [("", _("No, it stands by itself")), *titles]

    def challenge(self) -> Challenge | None:
        """The challenge that was chosen; None for none."""
        return self.opens.get(self.answers.data or "")

    def validate_answers(self, field: Field) -> None:
        if field.data and field.data not in self.opens:
            raise ValidationError(_("This challenge takes no answers any more. Choose another, or none."))

    def validate_told_by(self, field: Field) -> None:
        if field.data not in [way.value for way in CameBy]:
            raise ValidationError(_("Choose how you heard it."))

    def validate_agreed(self, field: StringField) -> None:
        found = day_from(field.data or "")
        if found is None:
            raise ValidationError(_("Write the day like this: 24-11-2027."))
        if found > today() or found < today() - LONG_AGO:
            raise ValidationError(_("Choose today, or a day of the past year."))


class LinkForm(Form):
    """To whom the link is mailed."""

    teller = EmailField(lazy("E-mail address of whoever told it"), filters=[one_line])

    def validate_teller(self, field: Field) -> None:
        if not is_an_address(field.data or ""):
            raise ValidationError(_("Write the e-mail address with an @, like name@municipality.nl"))


class NewLinkForm(Form):
    """`nonce` is what the new code follows from."""

    nonce = StringField()
    kept_it = BooleanField(
        lazy("I kept the new link or the code"),
        [Says(lazy("First keep the new link, and tick it then. We do not have it: lost is lost."))],
    )

    def validate_nonce(self, field: Field) -> None:
        if not 40 <= len(field.data or "") <= 100:
            raise ValidationError(_("This page was open for too long. Open it once more."))
