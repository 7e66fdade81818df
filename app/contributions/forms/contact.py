"""Where a contributor may be reached, after sending."""

import re

from wtforms import EmailField
from wtforms.validators import ValidationError

from app.core.forms import Form, tidy
from app.core.wording import _, lazy

ADDRESS = re.compile(r"[^@\s]{1,64}@[^@\s.]+(\.[^@\s.]+)+")


def an_address_or_nothing(_form: Form, field: EmailField) -> None:
    field.data = tidy(field.data)
    if field.data and (not ADDRESS.fullmatch(field.data) or len(field.data) > 254):
        raise ValidationError(_("Write the e-mail address with an @, like name@municipality.nl"))


class ContactForm(Form):
    """Two addresses, because they are two consents. Empty means: do not keep one."""

    callback = EmailField(lazy("The editors may ask me something"), [an_address_or_nothing])
    news = EmailField(lazy("Tell me when there is news about my contribution"), [an_address_or_nothing])
