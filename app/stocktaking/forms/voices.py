"""A working note, and the view of an organisation that dissents."""

from wtforms import HiddenField, TextAreaField

from app.core.forms import AtMost, Form, Says, tidy
from app.core.wording import lazy


class MemoForm(Form):
    memo = TextAreaField(
        lazy("A note for the members"), [Says(lazy("Write the note first.")), AtMost(2000)], filters=[tidy]
    )


class DissentForm(Form):
    text = TextAreaField(
        lazy("How does your organisation see it?"),
        [Says(lazy("Write how your organisation sees it, and why.")), AtMost(1500)],
        filters=[tidy],
    )
    was = HiddenField(filters=[tidy])  # what it said when it was shown


class WithdrawForm(Form):
    was = HiddenField(filters=[tidy])
