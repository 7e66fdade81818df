"""What a member fills in to freeze a pile."""

from wtforms import StringField

from app.core.forms import AtMost, Form, Says, one_line
from app.core.wording import lazy


class FreezeForm(Form):
    name = StringField(
        lazy("Name of the stocktake"),
        [Says(lazy("Give the stocktake a name, for example: Summer tour 2026.")), AtMost(100)],
        filters=[one_line],
    )
