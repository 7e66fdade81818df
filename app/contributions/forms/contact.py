"""Where a contributor may be reached, after sending."""

import re

from wtforms import BooleanField, EmailField, TelField
from wtforms.validators import ValidationError

from app.core.forms import Form, an_address_or_nothing, one_line
from app.core.wording import _, lazy


class ContactForm(Form):
    """Two addresses, because they are two consents. Empty means: do not keep one."""

    callback = EmailField(lazy("The editors may ask me something"), [an_address_or_nothing])
    news = EmailField(lazy("Tell me when there is news about my contribution"), [an_address_or_nothing])


PHONE = re.compile(r"\+?[0-9][0-9 ()-]{6,24}")
FIGURES = range(8, 16)  # in a telephone number, with the code of the country


def a_number_or_nothing(_form: Form, field: TelField) -> None:
    typed = field.data or ""
    if typed and not (PHONE.fullmatch(typed) and sum(map(str.isdigit, typed)) in FIGURES):
        raise ValidationError(_("Write a telephone number, like 010 123 45 67."))


class PhoneForm(Form):
    """A number for the hosts of the challenge. Empty means: do not keep one."""

    phone = TelField(
        lazy("My telephone number, only for the host municipality"), [a_number_or_nothing], filters=[one_line]
    )


class HostForm(Form):
    """A consent of its own: nothing is preset, and taking it back is the same form without the tick."""

    may_ask = BooleanField(lazy("The host municipality may ask me something"))
