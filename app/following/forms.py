"""Asking to follow something, and saying how soon and when one wants to hear."""

from collections.abc import Sequence

from wtforms import BooleanField, EmailField, Field, RadioField, SelectField
from wtforms.validators import ValidationError

from app.core.forms import Form, is_an_address, one_line
from app.core.wording import _, lazy
from app.following.models import Follow, Follower, Pace

PACES = {
    Pace.AT_ONCE: lazy("At once, the first of a day; what comes later that day, the next day"),
    Pace.DAILY: lazy("In one mail a day"),
    Pace.WEEKLY: lazy("In one mail a week, on Monday"),
}
HOURS = [(str(hour), f"{hour}.00") for hour in range(24)]


def pace_choices() -> list[tuple[str, str]]:
    return [(pace.value, str(words)) for pace, words in PACES.items()]


class FollowForm(Form):
    """For who is signed in: their account has an address."""

    rhythm = RadioField(lazy("How often do you want to hear of it?"), choices=pace_choices, default=Pace.DAILY.value)

    def pace(self) -> Pace:
        return Pace(self.rhythm.data)


class FollowByMailForm(FollowForm):
    email = EmailField(lazy("E-mail address"), filters=[one_line])

    def validate_email(self, field: Field) -> None:
        field.data = (field.data or "").lower()
        if not is_an_address(field.data):
            raise ValidationError(_("Write the e-mail address with an @, like name@municipality.nl"))


class SettingsForm(Form):
    """How soon they hear of everything together, and in which hours they want no mail."""

    all_of_it = SelectField(lazy("All of it together"), default="")
    still_from = SelectField(lazy("No mail from"), choices=HOURS)
    still_until = SelectField(lazy("until"), choices=HOURS)
    still_weekends = BooleanField(lazy("No mail at weekends"))

    def process(self, *given: object, **named: object) -> None:
        self.all_of_it.choices = [("", _("As chosen for each")), *pace_choices()]
        super().process(*given, **named)

    def paces(self, follows: Sequence[Follow], chosen: dict[str, str]) -> dict[str, Pace]:
        """How soon they want to hear of each thing; what nobody offers is passed over."""
        if self.all_of_it.data:
            return {follow.public_id: Pace(self.all_of_it.data) for follow in follows}
        known = {pace.value: pace for pace in Pace}
        return {name: known[pace] for name, pace in chosen.items() if pace in known}


def settings_of(follower: Follower) -> dict[str, object]:
    """What the form shows before anything is changed."""
    return {
        "still_from": str(follower.quiet_from),
        "still_until": str(follower.quiet_until),
        "still_weekends": follower.quiet_weekend,
    }
