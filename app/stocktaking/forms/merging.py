"""Making one question of two, and splitting one in two."""

from wtforms import BooleanField, SelectMultipleField

from app.core.forms import Form, Says
from app.core.wording import lazy
from app.stocktaking.forms.questions import AskForm


class MergeForm(Form):
    sure = BooleanField(
        lazy("I am sure"),
        [Says(lazy("Tick this when you are sure: the address of this question leads to the other one."))],
    )


class SplitForm(AskForm):
    statements = SelectMultipleField(lazy("Which statements go along, with their quotes?"), validate_choice=False)
