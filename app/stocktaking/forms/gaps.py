"""What a member finds of a gap in the balance."""

from wtforms import HiddenField, TextAreaField

from app.core.choice import Choice
from app.core.forms import AtMost, Form, tidy
from app.core.wording import lazy
from app.stocktaking.models import Verdict

VERDICT_NAMES = {
    Verdict.REAL: lazy("A real gap: it happens, and nobody here knows how it went"),
    Verdict.NOT_APPLICABLE: lazy("Not applicable: these two never meet"),
    Verdict.ASKED: lazy("Asked: we put the question out"),
}


class GapForm(Form):
    verdict = Choice(
        lazy("What is it?"),
        lazy("Choose what it is: a real gap, not applicable, or asked."),
        choices=[(verdict.value, name) for verdict, name in VERDICT_NAMES.items()],
    )
    note = TextAreaField(lazy("Why, or to whom you put the question"), [AtMost(1000)], filters=[tidy])
    version = HiddenField()
