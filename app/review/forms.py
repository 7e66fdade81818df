"""What a reader proposes, asks and decides."""

from collections.abc import Mapping
from typing import Any, Self

from wtforms import BooleanField, Field, HiddenField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import ValidationError

from app.contributions.limits import CONDITION, FACTS, LESSON, OPINION, TITLE, WENT_WRONG
from app.contributions.models import Contribution
from app.contributions.reading_mark import OF_AN_ANSWER
from app.core.forms import AtMost, Form, Says, tidy
from app.core.wording import _, lazy


class ProposalForm(Form):
    title = StringField(lazy("Title"), [Says(lazy("Give it a title.")), AtMost(TITLE)], filters=[tidy])
    facts = TextAreaField(
        lazy("What happened"), [Says(lazy("The story cannot be empty.")), AtMost(FACTS)], filters=[tidy]
    )
    lesson = TextAreaField(lazy("The lesson"), [AtMost(LESSON)], filters=[tidy])
    opinion = TextAreaField(lazy("What the contributor thinks of it"), [AtMost(OPINION)], filters=[tidy])
    condition = TextAreaField(lazy("Under which condition it works"), [AtMost(CONDITION)], filters=[tidy])
    went_wrong = TextAreaField(lazy("What went wrong"), [AtMost(WENT_WRONG)], filters=[tidy])
    version = HiddenField()

    def fit_for(self, contribution: Contribution) -> Self:
        """Without the fields of an answer, when it is none."""
        return self if contribution.tells_as_answer else self.without(*OF_AN_ANSWER)


class AskForm(Form):
    text = TextAreaField(
        lazy("Your question to the contributor"),
        [Says(lazy("Write what you want to know.")), AtMost(2000)],
        filters=[tidy],
    )


class ReasonForm(Form):
    reason = TextAreaField(
        lazy("Why?"), [Says(lazy("Write why. The contributor reads this.")), AtMost(2000)], filters=[tidy]
    )


class CoverForm(Form):
    """Which tiles of a photo become black, and what can be recognised on it after that."""

    tile = SelectMultipleField(lazy("Tap the tiles that must become black"), choices=[])
    people = BooleanField(lazy("No people or number plates can be recognised any more"))
    place = BooleanField(lazy("Nothing on it shows where it is any more"))

    @classmethod
    def of(cls, tiles: int, given: Mapping[str, Any] | None) -> Self:
        form = cls(given)
        form.tile.choices = [(str(number), "") for number in range(tiles)]
        return form

    def validate_tile(self, field: Field) -> None:
        if not field.data:
            raise ValidationError(_("Tap at least one tile. Nothing was covered yet."))

    def chosen(self) -> list[int]:
        return [int(number) for number in self.tile.data]
