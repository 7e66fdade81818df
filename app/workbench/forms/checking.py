"""Where a card belongs, chosen all at once: in a check, and when a difference is decided."""

from collections.abc import Mapping, Sequence
from typing import Any

from wtforms import Field, HiddenField, SelectMultipleField, TextAreaField
from wtforms.validators import ValidationError

from app.core.choice import values_of
from app.core.forms import AtMost, Form, Says, tidy
from app.core.wording import _, lazy
from app.stocktaking.models import Laid, Question

ALONE = {"een-geval": Laid.ONE_CASE, "nergens": Laid.NOWHERE}
LONGEST_WHY = 1000


class PlaceForm(Form):
    """Questions, or one of the two places of their own. `offer` says which questions there are."""

    places = SelectMultipleField(lazy("Where does this belong?"), validate_choice=False)

    def offer(self, questions: Sequence[Question]) -> None:
        self.ids = {question.slug: question.id for question in questions}
        offered = [(question.slug, question.sentence) for question in questions]
        self.places.choices = [
            *offered,
            ("een-geval", _("One case, instructive")),
            ("nergens", _("Fits nowhere")),
        ]

    def validate_places(self, field: Field) -> None:
        chosen = set(field.data or []) & values_of(field)
        if not chosen:
            raise ValidationError(_("Tick at least one question, or say that it is one case or fits nowhere."))
        if chosen & ALONE.keys() and len(chosen) > 1:
            raise ValidationError(_("Choose questions, or one case, or fits nowhere. They do not go together."))

    def place(self) -> tuple[Laid, frozenset[int]]:
        """What was chosen: a place of its own without questions, or questions."""
        chosen = [word for word in self.places.data or [] if word in values_of(self.places)]
        questions = frozenset(self.ids[word] for word in chosen if word in self.ids)
        return (Laid.QUESTIONS if questions else ALONE[chosen[0]]), questions

    def words_for(self, kept: Mapping[str, Any]) -> list[str]:
        """A kept place in the words of this form."""
        words = {found: word for word, found in self.ids.items()} | {laid.value: word for word, laid in ALONE.items()}
        return [words[at] for at in (*kept["questions"], kept["laid"]) if at in words]


class DecideForm(PlaceForm):
    why = TextAreaField(
        lazy("Why there?"),
        [Says(lazy("Say in a sentence why it belongs there.")), AtMost(LONGEST_WHY)],
        filters=[tidy],
    )
    seen = HiddenField()
    key = HiddenField()
