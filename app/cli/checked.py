"""What may be wrong with a row of an import: which field, and how to mend it."""

from datetime import datetime
from typing import Any

from app.accounts.models import Organisation
from app.accounts.queries import municipality_by_name
from app.contributions.models import Audience, Kind, Outcome
from app.core.clock import AMSTERDAM, now
from app.core.forms import tidy
from app.taxonomy.models import Dimension, Term
from app.taxonomy.queries import all_terms

KINDS = {
    "goed-voorbeeld": Kind.GOOD,
    "leerzaam-voorbeeld": Kind.LEARNED,
    "ervaring": Kind.EXPERIENCE,
    "vraag": Kind.QUESTION,
}
OUTCOMES = {
    "gelukt": Outcome.SUCCEEDED,
    "deels": Outcome.PARTLY,
    "loopt": Outcome.RUNNING,
    "gestopt": Outcome.STOPPED,
    "nvt": Outcome.NOT_APPLICABLE,
    "": Outcome.NOT_APPLICABLE,
}
LEVELS = {  # the four short names: audience, organisation shown, editors remove more
    "met-naam": (Audience.PUBLIC, True, False),
    "zonder-naam": (Audience.PUBLIC, False, False),
    "alleen-leden": (Audience.MEMBERS, False, False),
    "via-redactie": (Audience.PUBLIC, False, True),
}


class Wrong(Exception):
    """This field of this row cannot be used; the second argument says why."""

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(f"{field}: {reason}")
        self.field, self.reason = field, reason


class Checker:
    """Checks fields against the vocabulary and the municipalities; each look-up is made once."""

    def __init__(self) -> None:
        self.terms = {(term.dimension, term.code): term for term in all_terms() if not term.is_group}
        self.places: dict[str, Organisation | None] = {}

    def text(self, row: dict[str, Any], field: str, most: int, required: bool = False) -> str:
        value = row.get(field)
        if value is not None and not isinstance(value, str):
            raise Wrong(field, "write text here.")
        found = tidy(value)
        if required and not found:
            raise Wrong(field, "is empty; fill it in.")
        if len(found) > most:
            raise Wrong(field, f"is {len(found)} characters long; at most {most} fit.")
        return found

    def choice(self, row: dict[str, Any], field: str, choices: dict[str, Any]) -> Any:
        value = str(row.get(field) or "").strip()
        if value not in choices:
            raise Wrong(field, f"'{value}' is not one of {', '.join(c for c in choices if c)}.")
        return choices[value]

    def tags(self, row: dict[str, Any], field: str, dimension: Dimension, most: int = 20) -> list[Term]:
        """The terms of a field; a replaced term gives its heir."""
        codes = row.get(field) or []
        if isinstance(codes, str):
            codes = [codes]
        if not isinstance(codes, list) or not all(isinstance(code, str) for code in codes):
            raise Wrong(field, "write a list of codes.")
        unknown = [code for code in codes if (dimension, code) not in self.terms]
        if unknown:
            raise Wrong(field, f"'{unknown[0]}' is not in the vocabulary.")
        if len(codes) > most:
            raise Wrong(field, f"holds {len(codes)} codes; at most {most} fit.")
        found = (self.terms[dimension, code] for code in codes)
        return [term.replaced_by or term for term in found]

    def code(self, row: dict[str, Any], field: str, dimension: Dimension) -> str | None:
        found = self.tags({field: row.get(field) or []}, field, dimension, most=1)
        return found[0].code if found else None

    def municipality(self, row: dict[str, Any], field: str = "municipality") -> Organisation | None:
        name = self.text(row, field, 120)
        if not name:
            return None
        if name not in self.places:
            self.places[name] = municipality_by_name(name)
        if self.places[name] is None:
            raise Wrong(field, f"there is no municipality '{name}' today.")
        return self.places[name]

    def year(self, row: dict[str, Any], field: str = "year") -> int | None:
        value = str(row.get(field) or "").strip()
        if not value:
            return None
        if not value.isdecimal() or not 1950 <= int(value) <= now().year:
            raise Wrong(field, f"'{value}' is not a year between 1950 and {now().year}.")
        return int(value)

    def moment(self, row: dict[str, Any], field: str) -> datetime:
        """A moment in Dutch time, such as 2022-09-08T10:07; now when it is empty."""
        value = str(row.get(field) or "").strip()
        if not value:
            return now()
        try:
            found = datetime.fromisoformat(value)
        except ValueError:
            raise Wrong(field, f"'{value}' is not a moment such as 2022-09-08T10:07.") from None
        found = found if found.tzinfo else found.replace(tzinfo=AMSTERDAM)
        if found > now():
            raise Wrong(field, "lies in the future.")
        return found
