"""Signing up: who comes to which parts, alone or with others; and changing that."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from werkzeug.datastructures import MultiDict
from wtforms import EmailField, Field, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from app.core.choice import values_of
from app.core.forms import AtMost, Form, Says, is_an_address, number_in, one_line, tidy
from app.core.wording import _, lazy, ngettext
from app.gatherings.foods import FOODS
from app.gatherings.models import Gathering, Part, Registration
from app.gatherings.operations import Guest, Wish
from app.gatherings.seating import chosen_parts

MOST_OTHERS = 9
WHOLE = "alles"  # instead of the id of a part: the gathering as a whole


class Ticks(SelectMultipleField):
    """Boxes to tick. What is not offered (any more) is passed over."""

    widget, option_widget = ListWidget(prefix_label=False), CheckboxInput()

    def __init__(self, label: str, **rest: Any) -> None:
        super().__init__(label, choices=[], validate_choice=False, **rest)

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        self.data = [value for value in dict.fromkeys(valuelist) if value in values_of(self)]


def part_names(gathering: Gathering) -> dict[str, Part]:
    """The parts that one signs up for, by the id that stands in the form; empty when that is the whole day."""
    return {part.public_id: part for part in chosen_parts(gathering) if part is not None}


def one_that_counts(form: Any, field: Field) -> None:
    """A validator: where so many of each organisation may come, leaving it empty would be a way around that."""
    most = form.most_of_each
    if most is not None and not field.data:
        words = ngettext(
            "Write the organisation: of each organisation %(num)s person can come.",
            "Write the organisation: of each organisation %(num)s people can come.",
            most,
        )
        raise ValidationError(words + " " + _("Does somebody come for themselves? Then write their own name."))


class PersonForm(Form):
    """One person, the parts that they come to, and what the organiser and the caterer need to know of them."""

    name = StringField(lazy("Name"), [Says(lazy("Write the name.")), AtMost(150)], filters=[one_line])
    email = EmailField(lazy("E-mail address"), filters=[one_line])
    organisation = StringField(lazy("Organisation"), [one_that_counts, AtMost(120)], filters=[one_line])
    parts = Ticks(lazy("Which parts do you come to?"))
    foods = Ticks(lazy("What do you not eat or drink?"))
    diet = StringField(lazy("Something else that you do not eat"), [AtMost(200)], filters=[one_line])
    access = TextAreaField(lazy("Do you need something to take part?"), [AtMost(400)], filters=[tidy])

    def __init__(self, gathering: Gathering, *given: Any, **named: Any) -> None:
        self.parts_by_id = part_names(gathering)
        self.most_of_each = gathering.most_per_organisation
        super().__init__(*given, **named)

    def process(self, *given: Any, **named: Any) -> None:
        """The parts are known before what was sent is read."""
        self.parts.choices = [(name, part.title) for name, part in self.parts_by_id.items()]
        self.foods.choices = [(code, str(words)) for code, words in FOODS.items()]
        super().process(*given, **named)

    def validate_email(self, field: Field) -> None:
        field.data = (field.data or "").lower()
        if not is_an_address(field.data):
            raise ValidationError(_("Write the e-mail address with an @, like name@municipality.nl"))

    def validate_parts(self, field: Field) -> None:
        if self.parts_by_id and not field.data:
            raise ValidationError(_("Tick at least one part of the programme."))

    def chosen(self) -> list[Part | None]:
        """The parts that were ticked, in the order of the programme; None is the gathering as a whole."""
        ticked = [part for name, part in self.parts_by_id.items() if name in (self.parts.data or [])]
        return list(ticked) if self.parts_by_id else [None]

    def wish(self) -> Wish:
        return Wish(tuple(self.foods.data or ()), self.diet.data or "", self.access.data or "")

    def address(self) -> str:
        return self.email.data or ""

    def guest(self) -> Guest:
        office = self.organisation.data or ""
        return Guest(self.name.data or "", self.address(), self.chosen(), office, wish=self.wish())


class SignUpForm(PersonForm):
    """With what nobody but they themselves tell."""

    experience = TextAreaField(lazy("Which experience do you bring?"), [AtMost(2000)], filters=[tidy])

    def guest(self) -> Guest:
        return replace(super().guest(), experience=self.experience.data or "")


class ChangeForm(SignUpForm):
    """The same without the address: that is where the link was mailed to."""

    email = None
    validate_email = None  # type: ignore[assignment]  # there is no such field here

    def __init__(self, registration: Registration, **named: Any) -> None:
        super().__init__(registration.gathering, **named)
        self.registration = registration
        if not registration.shown_organisation:  # the maximum came later: what they do not change is not asked
            self.most_of_each = None

    def address(self) -> str:
        return self.registration.email


class OtherForm(PersonForm):
    """Somebody who comes along. A block that stayed empty is nobody; the organisation was filled in already."""

    class Meta(PersonForm.Meta):
        csrf = False  # the form around it has the token

    @property
    def is_empty(self) -> bool:
        return not self.wish() and not any((field.data or "").strip() for field in (self.name, self.email))


class PartyForm:
    """The one who signs up, and the others that they bring: as many blocks as were asked for."""

    def __init__(self, gathering: Gathering, sent: MultiDict[str, str] | None = None) -> None:
        self.me = SignUpForm(gathering, sent)
        self.wanted = min(number_in(sent.get("anderen") if sent else None), MOST_OTHERS)
        self.others = [OtherForm(gathering, sent, prefix=f"ander-{n}-") for n in range(1, self.wanted + 1)]
        self.gathering = gathering

    def add_one(self) -> None:
        """One more block, with the parts ticked that the first one comes to, and the organisation of that one."""
        if self.wanted < MOST_OTHERS:
            self.wanted += 1
            same = {"parts": self.me.parts.data, "organisation": self.me.organisation.data}
            self.others.append(OtherForm(self.gathering, None, prefix=f"ander-{self.wanted}-", data=same))

    @property
    def coming(self) -> list[OtherForm]:
        return [other for other in self.others if not other.is_empty]

    def validate(self) -> bool:
        """Looks at everybody, so that all mistakes show at once."""
        right = [self.me.validate(), *(other.validate() for other in self.coming)]
        known: set[str] = set()
        for person in (self.me, *self.coming):
            address = person.email.data or ""
            if address in known and not person.email.errors:
                person.email.errors = [_("Give everybody an address of their own: each gets their own link.")]
                right.append(False)
            known.add(address)
        return all(right)

    @property
    def fields_of_others(self) -> list[Field]:
        return [field for other in self.coming for field in other]

    @property
    def status(self) -> int:
        wrong = any(other.errors for other in self.coming)
        return 422 if wrong and self.me.status == 200 else self.me.status

    def guest(self) -> Guest:
        return self.me.guest()

    def guests(self) -> list[Guest]:
        return [other.guest() for other in self.coming]
