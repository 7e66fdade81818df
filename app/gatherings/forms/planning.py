"""What an organiser says of a gathering as a whole."""

from datetime import date, time
from typing import Any

from wtforms import Field, HiddenField, SelectField, StringField, TextAreaField
from wtforms.validators import ValidationError

from app.accounts.models import Organisation
from app.accounts.queries import organisation_by_name
from app.core.choice import ChoicesField
from app.core.clock import today
from app.core.forms import (
    AtMost,
    Form,
    LaterDay,
    Says,
    an_address_or_nothing,
    day_from,
    number_in,
    one_line,
    tidy,
)
from app.core.hours import AnHour, hour_from
from app.core.wording import _, lazy
from app.gatherings.models import Gathering

MOST_PEOPLE = 2000
WORDS = ("title", "series", "place", "walk", "open_to", "access", "contact_email", "caterer_email")
NUMBERS = ("capacity", "most_per_organisation")


def lines_of(text: str | None) -> list[str]:
    return [line.strip() for line in (text or "").split("\n") if line.strip()]


def a_number_or_nothing(_form: Form, field: Field) -> None:
    """A validator for how many people there can be."""
    if field.data and not 1 <= number_in(field.data) <= MOST_PEOPLE:
        raise ValidationError(_("Write a number from 1 to %(most)d, or nothing.", most=MOST_PEOPLE))


def not_after_the_day(form: "GatheringForm", field: Field) -> None:
    on, found = day_from(form.on.data or ""), day_from(field.data or "")
    if on and found and found > on:
        raise ValidationError(_("Choose a day that is not after the gathering itself."))


class GatheringForm(Form):
    organisation = SelectField(lazy("Which organisation is the host?"), validate_choice=False, filters=[tidy])
    title = StringField(
        lazy("What is the gathering called?"),
        [Says(lazy("Give the gathering a name, such as: Zomertour Purmerend.")), AtMost(150)],
        filters=[one_line],
    )
    series = StringField(lazy("Series"), [AtMost(100)], filters=[one_line])
    on = StringField(lazy("Day"), [LaterDay()], filters=[one_line])
    starts = StringField(lazy("Begins at"), [AnHour()], filters=[one_line])
    ends = StringField(lazy("Ends at"), [AnHour(optional=True)], filters=[one_line])
    place = StringField(lazy("Where do people gather?"), [AtMost(200)], filters=[one_line])
    walk = StringField(lazy("Where does the walk go?"), [AtMost(200)], filters=[one_line])
    open_to = StringField(lazy("For whom"), [AtMost(300)], filters=[one_line])
    access = TextAreaField(lazy("Can everybody come along?"), [AtMost(2000)], filters=[tidy])
    cohosts = TextAreaField(lazy("Which other organisations are hosts too?"), [AtMost(600)], filters=[tidy])
    partners = TextAreaField(lazy("Together with"), [AtMost(1000)], filters=[tidy])
    challenges = ChoicesField(lazy("Which challenges is it about?"), validate_choice=False)
    capacity = StringField(lazy("Places"), [a_number_or_nothing], filters=[one_line])
    most_per_organisation = StringField(
        lazy("At most so many people of one organisation"), [a_number_or_nothing], filters=[one_line]
    )
    closes_on = StringField(
        lazy("Last day to sign up"), [LaterDay(optional=True), not_after_the_day], filters=[one_line]
    )
    contact_email = StringField(lazy("Address for questions"), [an_address_or_nothing], filters=[one_line])
    caterer_email = StringField(lazy("Address of the caterer"), [an_address_or_nothing], filters=[one_line])
    catering_on = StringField(
        lazy("When does the caterer hear the numbers?"),
        [LaterDay(optional=True), not_after_the_day],
        filters=[one_line],
    )
    version = HiddenField()
    key = HiddenField()

    kept_day: date | None = None  # a gathering of today can still be changed

    def validate_ends(self, field: Field) -> None:
        starts, ends = hour_from(self.starts.data or ""), hour_from(field.data or "")
        if starts and ends and ends <= starts:
            raise ValidationError(_("Choose a time after it begins."))

    def validate_cohosts(self, field: Field) -> None:
        for name in lines_of(field.data):
            if organisation_by_name(name) is None:
                raise ValidationError(
                    _(
                        "We do not know “%(name)s”. Write the name as it stands on this site.",
                        name=name,
                    )
                )

    def known_cohosts(self) -> list[Organisation]:
        """The organisations that were named, each once."""
        found = (organisation_by_name(name) for name in lines_of(self.cohosts.data))
        return list(dict.fromkeys(one for one in found if one is not None))

    def seen_version(self) -> int:
        return number_in(self.version.data)

    def fields(self) -> dict[str, Any]:
        """What was filled in, as the columns of a gathering."""
        found: dict[str, Any] = {name: getattr(self, name).data or "" for name in WORDS}
        found |= {name: number_in(getattr(self, name).data) or None for name in NUMBERS}
        found |= {name: day_from(getattr(self, name).data or "") for name in ("on", "closes_on", "catering_on")}
        found |= {name: hour_from(getattr(self, name).data or "") for name in ("starts", "ends")}
        return found | {"partners": lines_of(self.partners.data), "cohosts": self.known_cohosts()}


def filled_in(gathering: Gathering) -> dict[str, Any]:
    """A gathering as somebody would type it."""
    shown: dict[str, Any] = {name: getattr(gathering, name) for name in WORDS}
    shown |= {name: str(getattr(gathering, name) or "") for name in NUMBERS}
    shown |= {name: as_day(getattr(gathering, name)) for name in ("on", "closes_on", "catering_on")}
    shown |= {name: as_hour(getattr(gathering, name)) for name in ("starts", "ends")}
    return shown | {
        "organisation": str(gathering.organisation_id),
        "partners": "\n".join(gathering.partners),
        "cohosts": "\n".join(one.name for one in gathering.cohosts),
        "challenges": [challenge.slug for challenge in gathering.challenges],
        "version": gathering.version,
    }


def as_day(day: date | None) -> str:
    return f"{day:%d-%m-%Y}" if day else ""


def as_hour(hour: time | None) -> str:
    return f"{hour:%H.%M}" if hour else ""


class CopyForm(Form):
    on = StringField(lazy("On which day is the new one?"), [LaterDay()], filters=[one_line])
    title = StringField(
        lazy("What is the new one called?"),
        [Says(lazy("Give the gathering a name, such as: Zomertour Purmerend.")), AtMost(150)],
        filters=[one_line],
    )


    key = HiddenField()

    def day(self) -> date:
        """The day that was checked."""
        return day_from(self.on.data or "") or today()


class CancelForm(Form):
    why = TextAreaField(
        lazy("Why does it not take place?"),
        [Says(lazy("Write one sentence: people who signed up want to know.")), AtMost(300)],
        filters=[one_line],
    )
