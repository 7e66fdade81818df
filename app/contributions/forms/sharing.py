"""The last screens: who reads it, where it was, and a last look before it is sent."""

import re
from datetime import date
from typing import Any

from wtforms import BooleanField, HiddenField, StringField, TelField
from wtforms.validators import ValidationError

from app.accounts.models import Organisation
from app.accounts.queries import organisation_by_name, organisations
from app.contributions.forms.contact import a_number_or_nothing
from app.contributions.forms.fields import Pick, tidied
from app.contributions.forms.kept_out import ListsKeptOut
from app.contributions.titles import MOST
from app.core.choice import Choice
from app.core.clock import today
from app.core.deal import deal
from app.core.forms import AtMost, Form, Says, day_from, one_line
from app.core.wording import _, language, lazy
from app.taxonomy.models import Dimension
from app.taxonomy.queries import all_terms

EARLIEST = 1950
LATEST_EMBARGO = 5  # years ahead
NAME_AND_PLACE = "name and place"
OUTCOMES = (
    ("succeeded", lazy("Succeeded")),
    ("partly", lazy("Partly succeeded")),
    ("running", lazy("Still running")),
    ("stopped", lazy("Stopped or not succeeded")),
    ("not_applicable", lazy("Not applicable")),
)


class ShareForm(ListsKeptOut):
    audience = Choice(lazy("Who may read it?"), lazy("Tap who may read it."))
    names_organisation = Choice(
        lazy("Is your organisation shown?"),
        lazy("Tap whether your organisation is shown."),
        (("no", lazy("Without a name")), ("yes", lazy("With the name of my organisation"))),
    )
    remove_more = BooleanField(lazy("Editors, remove more that may point to me"))
    not_quoted = BooleanField(lazy("Use it, but do not quote it"))
    municipality = StringField(lazy("In which municipality was it?"), [tidied, AtMost(120)])
    no_place = BooleanField(lazy("I would rather not say"))
    hides_place = BooleanField(lazy("Show others no place at all, not even a rough one"))
    neighbourhood = StringField(lazy("Neighbourhood"), [tidied, AtMost(120)])
    year = StringField(lazy("Year"), [tidied, AtMost(40)])
    organisation = StringField(lazy("My organisation"), [tidied, AtMost(120)])
    organisation_kind = Pick(lazy("What kind of organisation is it?"))
    role = Pick(lazy("My role"))
    visible_from = StringField(lazy("Not visible before"), [tidied, AtMost(40)])
    look_again = StringField(lazy("Look at this again on"), [tidied, AtMost(40)])

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.audience.choices = [
            ("public", _("Everybody")),
            ("members", _("Only members of %(deal)s", deal=deal().organisation)),
        ]
        terms = [term for term in all_terms() if term.is_in_use]
        for field, dimension in ((self.organisation_kind, Dimension.ORGANISATION_KIND), (self.role, Dimension.ROLE)):
            offered = [(term.code, term.name(language())) for term in terms if term.dimension is dimension]
            field.offer(_("I would rather not say"), offered)

    @property
    def told_beside(self) -> str:
        """What is told beside the story: its name and its place, one of the two, or neither."""
        has_place = self.place() is not None and not self.hides_place.data
        if self.names_organisation.data == "yes":
            return NAME_AND_PLACE if has_place else "name"
        return "place" if has_place else "neither"

    def place(self) -> Organisation | None:
        """The municipality of the story, when it was said and is known."""
        return None if self.no_place.data else self.places.meant(self.municipality.data or "")

    def own_organisation(self) -> Organisation | None:
        typed = self.organisation.data or ""
        return (self.places.meant(typed) or organisation_by_name(typed)) if typed else None

    def year_meant(self) -> int | None:
        found = re.search(r"(?<!\d)\d{4}(?!\d)", self.year.data or "")
        return int(found[0]) if found else None

    def first_day(self) -> date | None:
        return day_from(self.visible_from.data or "")

    def day_to_look(self) -> date | None:
        return day_from(self.look_again.data or "")

    def employers(self) -> list[str]:
        """The names to choose from, apart from the municipalities."""
        return [organisation.name for organisation in organisations() if not organisation.is_municipality]

    def validate_municipality(self, field: StringField) -> None:
        if not field.data or self.no_place.data or self.place() is not None:
            return
        close = self.places.close_to(field.data)
        if close:
            raise ValidationError(
                _(
                    "We know no municipality '%(typed)s'. Do you mean %(names)s?",
                    typed=field.data,
                    names=_(" or ").join(close),
                )
            )
        raise ValidationError(
            _(
                "We know no municipality '%(typed)s'. Choose one from the list, or tap 'I would rather not say'.",
                typed=field.data,
            )
        )

    def validate_year(self, field: StringField) -> None:
        year = self.year_meant()
        if field.data and (year is None or not EARLIEST <= year <= today().year):
            raise ValidationError(
                _("Write a year between %(first)d and %(last)d, like 2019.", first=EARLIEST, last=today().year)
            )

    def validate_organisation(self, field: StringField) -> None:
        if self.names_organisation.data == "yes" and not field.data:
            raise ValidationError(_("Write the name of your organisation, or choose 'Without a name'."))

    def validate_visible_from(self, field: StringField) -> None:
        a_day_to_come(field)

    def validate_look_again(self, field: StringField) -> None:
        a_day_to_come(field)


class AnsweringShareForm(ShareForm):
    """The same for an answer to a challenge, whose hosts may want to call: the tick and the number go together."""

    may_call = BooleanField(lazy("Yes, they may call me"))
    call_number = TelField(
        lazy("My telephone number, only for the host municipality"), [a_number_or_nothing], filters=[one_line]
    )
    asked_by: Organisation | None = None

    def validate_may_call(self, field: BooleanField) -> None:
        if self.call_number.data and not field.data:
            raise ValidationError(_("Tick that they may call you, or empty the number."))
        asking = self.asked_by
        if field.data and asking is not None and asking in self.kept_out():
            raise ValidationError(
                _("You wrote that %(name)s does not read along. Then they cannot call you either.", name=asking.name)
            )

    def validate_call_number(self, field: TelField) -> None:
        if self.may_call.data and not field.data:
            raise ValidationError(_("Write the number, or take the tick away."))

    def number_to_call(self) -> str:
        """Where the hosts may call, as far as that was said completely; '' for not at all."""
        fits = self.may_call.data and not self.may_call.errors and not self.call_number.errors
        return (self.call_number.data or "") if fits else ""


def a_day_to_come(field: StringField) -> None:
    """Raises ValidationError for what is no day, or none of the coming years; nothing is fine."""
    if field.data:
        day = day_from(field.data)
        if day is None:
            raise ValidationError(_("Write the day like this: 24-11-2027."))
        if day <= today() or day.year > today().year + LATEST_EMBARGO:
            raise ValidationError(
                _("Choose a day that is still to come, within %(years)d years.", years=LATEST_EMBARGO)
            )


class CheckForm(Form):
    title = StringField(lazy("Title"), [tidied, Says(lazy("Give your story a title.")), AtMost(MOST)])
    outcome = Choice(lazy("How did it end?"), lazy("Tap how it ended."), OUTCOMES)
    unchanged = Choice(
        lazy("May it appear unchanged?"),
        lazy("Tap whether it may appear unchanged, or whether you read it first."),
        (("yes", lazy("Yes, if the editors change nothing")), ("no", lazy("No, I read it first"))),
    )
    tells_of_yes = BooleanField(lazy("Tell the editors that somebody read along and said yes"))
    shows_origin = BooleanField(lazy("Others may know what it came out of"))
    origin_for = HiddenField()  # the way of sharing that the box above was answered for
    answered_for, was_ticked = "", False  # the answer as it came in

    def ask_for(self, shared: str) -> None:
        """An answer about another way of sharing does not count: the box stands again as it stands at first."""
        self.answered_for = self.origin_for.data or ""
        self.was_ticked = bool(self.shows_origin.data)
        if self.answered_for != shared:
            self.shows_origin.data = shared == NAME_AND_PLACE
        self.origin_for.data = shared

    @property
    def tells_origin(self) -> bool:
        """Whether its writer let others know, for the way in which they share it."""
        return self.answered_for == self.origin_for.data and bool(self.shows_origin.data)

    def validate_shows_origin(self, field: BooleanField) -> None:
        if self.answered_for and self.answered_for != self.origin_for.data and self.was_ticked:
            raise ValidationError(
                _("You changed how you share it. Look once more whether others may know what it came out of.")
            )
