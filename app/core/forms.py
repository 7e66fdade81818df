"""The form that every form is: its language, and the status of its answer."""

import re
import unicodedata
from datetime import date, timedelta
from typing import Any, Self

from flask import g
from flask_wtf import FlaskForm
from wtforms import Field
from wtforms.validators import ValidationError

from app.core.clock import today
from app.core.typed import has_expired
from app.core.wording import _

FORBIDDEN = {"\x00", "\ufffe", "\uffff", "\u202a", "\u202b", "\u202d", "\u202e", "\u2066", "\u2067", "\u2068"}


class Form(FlaskForm):
    """Never required by the browser: the server's own words are the only ones that count."""

    class Meta(FlaskForm.Meta):
        @property
        def locales(self) -> tuple[str, ...]:
            return (g.get("language", "nl"),)

        def render_field(self, field: Field, render_kw: dict[str, Any]) -> Any:
            render_kw["required"] = False
            return super().render_field(field, render_kw)

    def validate(self, extra_validators: Any = None) -> bool:
        """Never true when the token of the request is too old: then the form only comes back as it was sent."""
        return not has_expired() and bool(super().validate(extra_validators))

    @property
    def status(self) -> int:
        """422 sends the browser back to a form that needs another look; 400 asks to press once more."""
        if has_expired():
            return 400
        return 422 if self.errors else 200

    def without(self, *names: str) -> Self:
        """This form without these fields: nobody is asked for them, and what is sent for them is passed over."""
        for name in names:
            del self[name]
        return self

    def content(self) -> dict[str, Any]:
        """What the person filled in, under the names that the operation takes."""
        return {name: value for name, value in self.data.items() if name not in ("csrf_token", "submit")}


def tidy(text: str | None) -> str:
    """A text as it is kept: composed accents, no control characters, no spaces around it."""
    if not text:
        return ""
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n"))
    kept = (c for c in composed if c not in FORBIDDEN and (c in "\n\t" or unicodedata.category(c) != "Cc"))
    return "".join(kept).strip()


def one_line(text: str | None) -> str:
    """A text for a field of one line, without breaks that a browser would not have sent."""
    return " ".join(tidy(text).split())


# The characters that browsers take, so that no mail server trips over one, or reads two addresses in it.
ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]{1,63}(\.[A-Za-z0-9-]{1,63})+")


def is_an_address(text: str) -> bool:
    """The mail server has the last word; this catches what cannot be an address."""
    return len(text) <= 254 and ADDRESS.fullmatch(text) is not None


def an_address_or_nothing(_form: Form, field: Field) -> None:
    """A validator for a field in which somebody may leave an address."""
    field.data = one_line(field.data)
    if field.data and not is_an_address(field.data):
        raise ValidationError(_("Write the e-mail address with an @, like name@municipality.nl"))


def number_in(sent: str | None, otherwise: int = 0, digits: int = 9) -> int:
    """The number that somebody sent, in figures of ours and no more than so many; anything else is `otherwise`."""
    return int(sent) if sent and sent.isascii() and sent.isdecimal() and len(sent) <= digits else otherwise


class Says:
    """A validator that refuses an empty answer with words that help, in the reader's language."""

    def __init__(self, message: str) -> None:
        self.message = message

    def __call__(self, form: Form, field: Field) -> None:
        if not field.data or (isinstance(field.data, str) and not field.data.strip()):
            raise ValidationError(self.message)


class AtMost:
    """A validator that names how much too long a text is, instead of cutting it off."""

    def __init__(self, characters: int) -> None:
        self.characters = characters

    def __call__(self, form: Form, field: Field) -> None:
        over = len(field.data or "") - self.characters
        if over > 0:
            raise ValidationError(
                _("Make this %(over)d characters shorter. There is room for %(most)d.", over=over, most=self.characters)
            )


class AtMostWords:
    """A validator that counts words, and says how many are too many."""

    def __init__(self, words: int) -> None:
        self.words = words

    def __call__(self, form: Form, field: Field) -> None:
        over = len((field.data or "").split()) - self.words
        if over > 0:
            raise ValidationError(
                _("Leave out %(over)d words. There is room for %(most)d.", over=over, most=self.words)
            )


MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan januari january",
            "feb februari february",
            "mrt maart mar march",
            "apr april",
            "mei may",
            "jun juni june",
            "jul juli july",
            "aug augustus august",
            "sep sept september",
            "okt oktober oct october",
            "nov november",
            "dec december",
        ),
        start=1,
    )
    for name in names.split()
}


def day_from(typed: str) -> date | None:
    """A day as people write it: 24-11-2026, 24/11/2026, '24 nov 2026', 2026-11-24; None if it is no day."""
    parts = typed.replace("-", " ").replace("/", " ").replace(".", " ").lower().split()
    if len(parts) != 3:
        return None
    if len(parts[0]) == 4:
        parts.reverse()
    day, month, year = parts[0], str(MONTHS.get(parts[1], parts[1])), parts[2]
    if not (day.isdecimal() and month.isdecimal() and year.isdecimal() and len(year) == 4):
        return None
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


class LaterDay:
    """A validator for a day after today, and not further away than two years.

    A form may keep a day that has passed by now: the one that it calls `kept_day`.
    """

    LONGEST = timedelta(days=730)

    def __init__(self, optional: bool = False) -> None:
        self.optional = optional

    def __call__(self, form: Form, field: Field) -> None:
        if self.optional and not (field.data or "").strip():
            return
        found = day_from(field.data or "")
        if found is None:
            raise ValidationError(_("Write the day like this: 24-11-2026"))
        if found <= today() and found != getattr(form, "kept_day", None):
            raise ValidationError(_("Choose a day after today."))
        if found > today() + self.LONGEST:
            raise ValidationError(_("Choose a day within two years."))
