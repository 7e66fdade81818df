"""Whether a question plays here as well."""

from wtforms import HiddenField

from app.accounts.recognised import MAY_SAY
from app.core.choice import Choice
from app.core.forms import Form
from app.core.wording import lazy


class RecogniseForm(Form):
    answer = Choice(
        lazy("Does this play where you work as well?"), lazy("Choose yes, no or I do not know."), choices=MAY_SAY
    )
    organisation = HiddenField()  # the id of the one that it is answered for
