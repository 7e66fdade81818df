"""The organisations that may not read along, typed one a line: before sending, and once more when photos come later."""

from typing import Any

from wtforms import Field, TextAreaField
from wtforms.validators import ValidationError

from app.accounts.models import Organisation
from app.accounts.queries import municipalities, organisation_by_name
from app.contributions.forms.fields import tidied
from app.contributions.municipality_names import MunicipalityNames
from app.core.forms import AtMost, Form
from app.core.wording import _, lazy

MOST_KEPT_OUT = 10  # organisations


class ListsKeptOut(Form):
    """A form with that list in it."""

    kept_from = TextAreaField(lazy("Who may certainly not read it along?"), [tidied, AtMost(600)])

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.places = MunicipalityNames(municipalities())

    def organisations_kept_out(self) -> dict[str, Organisation | None]:
        """Every line that was typed, with the organisation of that name when there is one."""
        lines = dict.fromkeys(line.strip() for line in (self.kept_from.data or "").splitlines() if line.strip())
        return {line: self.places.meant(line) or organisation_by_name(line) for line in list(lines)[:MOST_KEPT_OUT]}

    def kept_out(self) -> list[Organisation]:
        """The organisations that were named, each once, however often and in whichever way."""
        return list({found.id: found for found in self.organisations_kept_out().values() if found is not None}.values())

    def validate_kept_from(self, field: Field) -> None:
        unknown = ", ".join(line for line, found in self.organisations_kept_out().items() if found is None)
        if unknown:
            raise ValidationError(
                _("We do not know '%(names)s'. Write the name as it stands in the list, one a line.", names=unknown)
            )


class KeptOutForm(ListsKeptOut):
    class Meta(Form.Meta):
        csrf = False  # the page of photos is one form; the request carries one token
