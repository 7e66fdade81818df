"""Whether a question plays here as well."""

from wtforms import HiddenField

from app.core.choice import Choice
from app.core.forms import Form
from app.core.wording import lazy
from app.stocktaking.words import RECOGNISED_NAMES

TAKE_BACK = "take-back"


class RecogniseForm(Form):
    answer = Choice(
        lazy("Does this play where you work as well?"),
        lazy("Choose yes, no or I do not know."),
        choices=[
            *((said.value, name) for said, name in RECOGNISED_NAMES.items()),
            (TAKE_BACK, lazy("Take my answer back")),
        ],
    )
    organisation = HiddenField()  # the id of the one that it is answered for
