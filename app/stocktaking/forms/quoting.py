"""A quote, as a member puts it under a statement."""

from wtforms import Field, HiddenField, RadioField, SelectField, TextAreaField
from wtforms.validators import ValidationError

from app.core.choice import Choice
from app.core.forms import AtMost, Form
from app.core.wording import _, lazy
from app.stocktaking.words import STANCE_NAMES

STANCES = [(stance.value, name) for stance, name in STANCE_NAMES.items()]


class UseForm(Form):
    """For a story that may be used, but not quoted: it goes under a statement without its words."""

    stands = HiddenField()  # the mark of what stands there already, for who saw that
    statement = SelectField(lazy("Under which statement?"), validate_choice=False, coerce=str)
    stance = Choice(
        lazy("What does the story do?"),
        lazy("Choose what the story does: support, contradict or add a nuance."),
        choices=STANCES,
    )


class QuoteForm(UseForm):
    sentence = RadioField(lazy("Which words?"), validate_choice=False)
    words = TextAreaField(lazy("Or copy the words here"), [AtMost(2000)])
    seen = HiddenField()
    stance = Choice(
        lazy("What do they do?"),
        lazy("Choose what the quote does: support, contradict or add a nuance."),
        choices=STANCES,
    )

    def validate_sentence(self, field: Field) -> None:
        if not field.data and not (self.words.data or "").strip():
            raise ValidationError(_("Choose a sentence, or copy the words."))
