"""The name of a view, and who may use it."""

from wtforms import BooleanField, StringField

from app.core.forms import AtMost, Form, Says, one_line
from app.core.wording import lazy


class SaveViewForm(Form):
    name = StringField(
        lazy("Name"),
        [Says(lazy("Give the view a name that tells what you see in it.")), AtMost(80)],
        filters=[one_line],
    )
    is_shared = BooleanField(lazy("Other members may use it too"))
