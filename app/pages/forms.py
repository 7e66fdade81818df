"""What a contributor writes on the page of the own contribution."""

import re

from wtforms import BooleanField, EmailField, StringField, TextAreaField
from wtforms.validators import ValidationError

from app.contributions.titles import MOST, words_in
from app.core.forms import AtMost, Form, Says, tidy
from app.core.wording import _, lazy

FEWEST = 5  # words
ADDRESS = re.compile(r"[^@\s]{1,64}@[^@\s.]+(\.[^@\s.]+)+")


def tidied(_form: Form, field: StringField) -> None:
    field.data = tidy(field.data)


def an_address_or_nothing(_form: Form, field: EmailField) -> None:
    field.data = tidy(field.data)
    if field.data and (not ADDRESS.fullmatch(field.data) or len(field.data) > 254):
        raise ValidationError(_("Write the e-mail address with an @, like name@municipality.nl"))


class CodeForm(Form):
    code = StringField(lazy("Code"), [Says(lazy("Type or paste the code that you got after sending.")), AtMost(300)])


class TextForm(Form):
    title = StringField(lazy("Title"), [tidied, Says(lazy("Give your story a title.")), AtMost(MOST)])
    facts = TextAreaField(lazy("What happened?"), [tidied, AtMost(8000)])
    lesson = TextAreaField(lazy("What would you do differently next time?"), [tidied, AtMost(300)])
    opinion = TextAreaField(lazy("What do you think of it yourself?"), [tidied, AtMost(2000)])

    def validate_facts(self, field: TextAreaField) -> None:
        if words_in(field.data or "") < FEWEST:
            raise ValidationError(_("Tell what happened, in a few sentences. Who did what, and how did it end?"))


class AnswerForm(Form):
    text = TextAreaField(lazy("Your answer"), [tidied, Says(lazy("Write your answer here.")), AtMost(2000)])


class DisagreeForm(Form):
    why = TextAreaField(lazy("What should be different?"), [tidied, AtMost(2000)])


class StricterForm(Form):
    members_only = BooleanField(lazy("Only members may read it"))
    without_name = BooleanField(lazy("Without the name of my organisation"))
    remove_more = BooleanField(lazy("Editors, remove more that may point to me"))

    def validate_remove_more(self, field: BooleanField) -> None:
        if not (field.data or self.members_only.data or self.without_name.data):
            raise ValidationError(_("Tap what should become stricter."))


class WithdrawForm(Form):
    sure = BooleanField(
        lazy("Yes, take my story back"),
        [Says(lazy("Tap 'Yes, take my story back' if you are sure."))],
    )


class ReachForm(Form):
    """Two addresses, because they are two consents. Empty means: do not keep one."""

    callback = EmailField(lazy("The editors may ask me something"), [an_address_or_nothing])
    news = EmailField(lazy("Tell me when there is news about my contribution"), [an_address_or_nothing])
