"""Where a contributor may be reached, after sending."""

from wtforms import BooleanField, EmailField

from app.core.forms import Form, an_address_or_nothing
from app.core.wording import lazy


class ContactForm(Form):
    """Two addresses, because they are two consents. Empty means: do not keep one."""

    callback = EmailField(lazy("The editors may ask me something"), [an_address_or_nothing])
    news = EmailField(lazy("Tell me when there is news about my contribution"), [an_address_or_nothing])


class HostForm(Form):
    """A consent of its own: nothing is preset, and taking it back is the same form without the tick."""

    may_ask = BooleanField(lazy("The host municipality may ask me something"))
