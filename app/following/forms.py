"""Asking to follow something, and saying how soon and when one wants to hear."""

from collections.abc import Collection, Sequence
from typing import Any

from wtforms import BooleanField, EmailField, Field, RadioField, SelectField, SelectMultipleField
from wtforms.validators import ValidationError

from app.core.forms import Form, is_an_address, one_line
from app.core.wording import _, language, lazy
from app.following.models import Follow, Follower, Pace
from app.following.operations.calling import MOST_THEMES, TOO_MANY_THEMES
from app.taxonomy.models import Dimension
from app.taxonomy.queries import to_choose_from

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


def one_of_them(_form: Form, field: Field) -> None:
    """What was chosen stands in the list; a term can go while somebody has the page open."""
    chosen = field.data if isinstance(field.data, list) else [field.data] if field.data else []
    if any(code not in [value for value, _words in field.choices] for code in chosen):
        raise ValidationError(_("Pick something from the list."))


def offered(dimension: Dimension) -> list[tuple[str, str]]:
    return [(word.code, word.name(language())) for word in to_choose_from(dimension)]


def few_enough(_form: Form, field: Field) -> None:
    if len(set(field.data or [])) > MOST_THEMES:
        raise ValidationError(str(TOO_MANY_THEMES))


class CallForm(Form):
    """To whom something is put out: with nothing tapped, to everybody who follows it."""

    thema = SelectMultipleField(
        lazy("Who follows one of these themes"), [one_of_them, few_enough], validate_choice=False
    )
    rol = SelectMultipleField(lazy("Only in these roles"), [one_of_them], validate_choice=False)
    werkt = SelectMultipleField(
        lazy("Only at these kinds of organisation"), [one_of_them], validate_choice=False
    )

    def __init__(self, *given: Any, themes: Collection[str] = (), **named: Any) -> None:
        """`themes` are codes that are offered beside the large themes."""
        super().__init__(*given, **named)
        words = [word for word in to_choose_from(Dimension.THEME) if word.parent_id is None or word.code in themes]
        self.thema.choices = [(word.code, word.name(language())) for word in words]
        self.rol.choices = offered(Dimension.ROLE)
        self.werkt.choices = offered(Dimension.ORGANISATION_KIND)


class SettingsForm(Form):
    """How soon they hear of everything together, in which hours they want no mail, and what they may be asked."""

    all_of_it = SelectField(lazy("All of it together"), default="")
    still_from = SelectField(lazy("No mail from"), choices=HOURS)
    still_until = SelectField(lazy("until"), choices=HOURS)
    still_weekends = BooleanField(lazy("No mail at weekends"))
    asks_me = BooleanField(lazy("Yes, ask me whether I lived through something, once a month at most"))
    own_role = SelectField(lazy("My role"), [one_of_them], default="", validate_choice=False)
    own_kind = SelectField(lazy("Where I work"), [one_of_them], default="", validate_choice=False)

    def process(self, *given: object, **named: object) -> None:
        self.all_of_it.choices = [("", _("As chosen for each")), *pace_choices()]
        for field, dimension in ((self.own_role, Dimension.ROLE), (self.own_kind, Dimension.ORGANISATION_KIND)):
            field.choices = [("", _("I would rather not say")), *offered(dimension)]
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
        "still_from": str(follower.quiet.start),
        "still_until": str(follower.quiet.until),
        "still_weekends": follower.quiet.at_weekends,
        "asks_me": follower.takes_calls,
        "own_role": follower.works_as,
        "own_kind": follower.works_at,
    }
