"""Whether a story still holds, as its contributor says."""

from typing import Any

from wtforms import Field, RadioField, TextAreaField
from wtforms.validators import ValidationError

from app.contributions.models import Outcome, Still
from app.contributions.models.words import OUTCOME_NAMES
from app.contributions.went_on import STILL_NAMES
from app.core.choice import Choice
from app.core.forms import AtMost, Form, tidy
from app.core.wording import _, lazy


class StillTrueForm(Form):
    """Whether a story still holds. How it ended, and the words, count when something changed."""

    said = Choice(
        lazy("Is it still true?"),
        lazy("Choose: still true, changed, or it stopped."),
        choices=[(said.value, STILL_NAMES[said]) for said in (Still.HOLDS, Still.CHANGED, Still.STOPPED)],
    )
    outcome = RadioField(
        lazy("How did it end now?"), choices=[(o.value, OUTCOME_NAMES[o]) for o in Outcome], validate_choice=False
    )
    words = TextAreaField(lazy("What changed?"), [AtMost(600)], filters=[tidy])

    def validate_outcome(self, field: Field) -> None:
        if self.said.data == Still.CHANGED.value and field.data not in {o.value for o in Outcome}:
            raise ValidationError(_("Choose how it ended now."))

    def validate_words(self, field: Field) -> None:
        if self.said.data == Still.CHANGED.value and not field.data:
            raise ValidationError(_("Write what changed, in a sentence or two."))

    def told(self) -> dict[str, Any]:
        """Under the names that the operation takes; words only when something changed."""
        said = Still(self.said.data)
        changed = said is Still.CHANGED
        outcome = Outcome(self.outcome.data) if changed else Outcome.NOT_APPLICABLE
        return {"said": said, "outcome": outcome, "words": self.words.data if changed else ""}
