"""What a host says of an answer; which story is put with a challenge, and whether it plays elsewhere."""

from collections.abc import Iterable, Mapping

from wtforms import HiddenField, TextAreaField
from wtforms.validators import Length, ValidationError

from app.accounts.recognised import MAY_SAY
from app.answering.models import REASON, AnswerMark, Holds, Verdict
from app.answering.words import VERDICT_NAMES
from app.core.choice import Choice
from app.core.forms import AtMost, Form, number_in, tidy
from app.core.wording import _, lazy


class VerdictForm(Form):
    """Why is asked only where an answer does not fit: a municipality that says no says more than no."""

    fits = Choice(
        lazy("What do you do with it?"),
        lazy("Choose what you do with this answer."),
        choices=[(verdict.value, name) for verdict, name in VERDICT_NAMES.items()],
    )
    why = TextAreaField(lazy("Why?"), [AtMost(REASON)], filters=[tidy])
    seen = HiddenField()
    came = HiddenField()  # what was chosen when the page was opened

    def validate_why(self, field: TextAreaField) -> None:
        if self.fits.data == Verdict.NO and not field.data:
            raise ValidationError(_("Write why it does not fit, in one sentence: its contributor reads it."))

    def is_touched(self, mark: AnswerMark | None) -> bool:
        """Whether somebody chose or wrote something else than the page came with; `mark` is what stands there now.

        What they left as they saw it is no choice: another host may have changed it meanwhile.
        """
        if (self.fits.data or "") != (self.came.data or ""):
            return True
        same_turn = self.seen_turn() == (mark.turn if mark else 0)
        has_reason = self.fits.data in (None, "", Verdict.NO)
        return same_turn and has_reason and (self.why.data or "") != (mark.reason if mark else "")

    def seen_turn(self) -> int:
        """What stood there when this form was opened; 0 when somebody changed that number."""
        return number_in(self.seen.data)


class LinkForm(Form):
    story = HiddenField(validators=[Length(max=26)])  # the public id


class PlaysHereForm(Form):
    answer = Choice(
        lazy("Does this play where you work as well?"), lazy("Choose yes, no or I do not know."), choices=MAY_SAY
    )
    organisation = HiddenField()  # the id of the one that it is answered for


class ConditionsForm(Form):
    """Which conditions hold: a choice for each, named by its mark, so there are no fields to name here."""


def changed_checks(sent: Mapping[str, str], marks: Iterable[str]) -> dict[str, Holds]:
    """What this host chose anew, by the mark of the condition.

    What they left as they saw it is no choice: another host may have changed it meanwhile.
    """
    chosen = {mark: sent.get(f"geldt-{mark}", "") for mark in marks}
    return {
        mark: Holds(holds)
        for mark, holds in chosen.items()
        if holds in set(Holds) and holds != sent.get(f"eerst-{mark}", "")
    }
