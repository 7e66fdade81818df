"""Handing a challenge over."""

from wtforms import SelectField

from app.core.forms import Form, Says, one_line
from app.core.wording import lazy


class HandOverForm(Form):
    """To whom: one of the colleagues, by their public id."""

    colleague = SelectField(
        lazy("Who takes it over?"), [Says(lazy("Choose a colleague."))], validate_choice=False, filters=[one_line]
    )
