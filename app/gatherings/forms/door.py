"""Who walks in without having signed up."""

from wtforms import EmailField, HiddenField, StringField

from app.core.forms import AtMost, Form, Says, an_address_or_nothing, one_line
from app.core.wording import lazy


class WalkInForm(Form):
    name = StringField(
        lazy("Name"), [Says(lazy("Write the name of who comes in.")), AtMost(150)], filters=[one_line]
    )
    organisation = StringField(lazy("Organisation"), [AtMost(120)], filters=[one_line])
    mail_to_harvest = EmailField(
        lazy("E-mail address"), [an_address_or_nothing, AtMost(254)], filters=[one_line]
    )
    key = HiddenField()
