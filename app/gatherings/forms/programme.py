"""What an organiser says of one part of the programme, or of one stop of the walk."""

import re
from datetime import time
from typing import Any

from wtforms import BooleanField, Field, HiddenField, SelectField, StringField, TextAreaField
from wtforms.validators import ValidationError

from app.core.choice import ChoicesField
from app.core.forms import AtMost, Form, Says, number_in, one_line, tidy
from app.core.hours import AnHour, hour_from
from app.core.wording import _, lazy
from app.gatherings.forms.planning import a_number_or_nothing, as_hour
from app.gatherings.models import Part, Stop
from app.gatherings.piece_mark import mark_of

MARKS = ("is_chosen", "serves_food", "is_walk", "is_assumed")
PART_WORDS = ("title", "who", "note", "place", "access")
STOP_WORDS = ("title", "question", "place", "step_free")
MOST_STOPS = 40
TOGETHER = re.compile(r"(\d{1,3}\.\d{1,15})[,;]? {1,3}(\d{1,3}\.\d{1,15})")


class PieceForm(Form):
    """What a part and a stop have in common: the gap in the balance that they ask about."""

    over = HiddenField(filters=[one_line])  # the gap, of a piece that does not ask about one yet
    drops_gap = BooleanField(lazy("Do not ask about this gap, or not any more"))


class PartForm(PieceForm):
    title = StringField(
        lazy("What happens?"), [Says(lazy("Write what happens, such as: lunch.")), AtMost(200)], filters=[one_line]
    )
    starts = StringField(lazy("From"), [AnHour()], filters=[one_line])
    ends = StringField(lazy("Until"), [AnHour(optional=True)], filters=[one_line])
    is_assumed = BooleanField(lazy("These times are a proposal"))
    who = StringField(lazy("With or by whom"), [AtMost(200)], filters=[one_line])
    note = TextAreaField(lazy("What should people know?"), [AtMost(2000)], filters=[tidy])
    place = StringField(lazy("Where, when it is somewhere else"), [AtMost(200)], filters=[one_line])
    access = StringField(lazy("Can everybody take part?"), [AtMost(300)], filters=[one_line])
    challenges = ChoicesField(lazy("Which challenges is this part about?"), validate_choice=False)
    is_chosen = BooleanField(lazy("People say beforehand whether they come to this part"))
    capacity = StringField(lazy("Places in this part"), [a_number_or_nothing], filters=[one_line])
    serves_food = BooleanField(lazy("There is something to eat: who comes counts for the caterer"))
    is_walk = BooleanField(lazy("This is the walk"))
    key = HiddenField()
    version = HiddenField(filters=[one_line])  # the mark of what was changed, as it was on the form

    def validate_ends(self, field: Field) -> None:
        starts, ends = hour_from(self.starts.data or ""), hour_from(field.data or "")
        if starts and ends and ends <= starts:
            raise ValidationError(_("Choose a time after it begins."))

    def validate_capacity(self, field: Field) -> None:
        if field.data and not self.is_chosen.data:
            raise ValidationError(_("Tick that people say beforehand whether they come; else nobody counts places."))

    def fields(self) -> dict[str, Any]:
        """What was filled in, as the columns of a part."""
        found: dict[str, Any] = {name: getattr(self, name).data or "" for name in PART_WORDS}
        found |= {name: bool(getattr(self, name).data) for name in MARKS}
        found |= {"starts": hour_from(self.starts.data or ""), "ends": hour_from(self.ends.data or "")}
        return found | {"capacity": number_in(self.capacity.data) or None}


def part_filled_in(part: Part) -> dict[str, Any]:
    """A part as somebody would type it."""
    shown = {name: getattr(part, name) for name in (*PART_WORDS, *MARKS)}
    hours: dict[str, time | None] = {"starts": part.starts, "ends": part.ends}
    shown |= {name: as_hour(hour) for name, hour in hours.items()}
    shown |= {"capacity": str(part.capacity or ""), "challenges": [one.slug for one in part.challenges]}
    return shown | {"version": mark_of(part)}


class StopForm(PieceForm):
    number = StringField(lazy("Number of the stop"), filters=[one_line])
    title = StringField(
        lazy("What is to be seen here?"),
        [Says(lazy("Write what is to be seen, such as: street without trees.")), AtMost(200)],
        filters=[one_line],
    )
    question = StringField(lazy("What do you want people to look at?"), [AtMost(300)], filters=[one_line])
    place = StringField(lazy("Where is it?"), [AtMost(200)], filters=[one_line])
    step_free = StringField(lazy("How do you get there without steps?"), [AtMost(300)], filters=[one_line])
    challenge = SelectField(lazy("Challenge"), validate_choice=False, filters=[tidy])
    theme = SelectField(lazy("Theme"), validate_choice=False, filters=[tidy])
    latitude = StringField(lazy("Latitude"), filters=[one_line])
    longitude = StringField(lazy("Longitude"), filters=[one_line])
    key = HiddenField()
    version = HiddenField(filters=[one_line])  # the mark of what was changed, as it was on the form

    def validate_number(self, field: Field) -> None:
        if not 1 <= number_in(field.data) <= MOST_STOPS:
            raise ValidationError(_("Number the stop from 1 to %(most)d.", most=MOST_STOPS))

    def validate_latitude(self, field: Field) -> None:
        self.take_apart()
        if field.data and degrees_in(field.data, 50.5, 53.7) is None:
            raise ValidationError(_("Write the latitude like this: 52.5067. A map on your phone shows it."))
        if bool(field.data) != bool(self.longitude.data):
            raise ValidationError(_("Fill in latitude and longitude, or neither."))

    def take_apart(self) -> None:
        """Maps show both numbers together, and people copy them so: 52.5067, 4.9514."""
        pair = TOGETHER.fullmatch(self.latitude.data or "")
        if pair and not self.longitude.data:
            self.longitude.data, self.latitude.data = sorted(pair.groups(), key=float)  # here north is always more

    def validate_longitude(self, field: Field) -> None:
        if field.data and degrees_in(field.data, 3.2, 7.3) is None:
            raise ValidationError(_("Write the longitude like this: 4.9514. A map on your phone shows it."))

    def fields(self) -> dict[str, Any]:
        """What was filled in, as the columns of a stop."""
        found: dict[str, Any] = {name: getattr(self, name).data or "" for name in STOP_WORDS}
        found |= {"latitude": degrees_in(self.latitude.data or "", 50.5, 53.7)}
        found |= {"longitude": degrees_in(self.longitude.data or "", 3.2, 7.3)}
        return found | {"number": number_in(self.number.data)}


def degrees_in(typed: str, least: float, most: float) -> float | None:
    """Degrees within these bounds, to about a metre; None when it is something else."""
    plain = typed.replace(",", ".")
    if not plain.replace(".", "", 1).isascii() or not plain.replace(".", "", 1).isdecimal() or len(plain) > 12:
        return None
    found = round(float(plain), 5)
    return found if least <= found <= most else None


def stop_filled_in(stop: Stop) -> dict[str, Any]:
    """A stop as somebody would type it."""
    shown: dict[str, Any] = {name: getattr(stop, name) for name in STOP_WORDS}
    shown |= {name: "" if (at := getattr(stop, name)) is None else f"{at:g}" for name in ("latitude", "longitude")}
    shown |= {"challenge": stop.challenge.slug if stop.challenge else "", "number": str(stop.number)}
    return shown | {"theme": stop.theme.code if stop.theme else "", "version": mark_of(stop)}
