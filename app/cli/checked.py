"""What may be wrong with a row of an import: which field, and how to mend it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from typing import Any

from app.accounts.models import Organisation
from app.accounts.places import is_class
from app.accounts.queries import municipality_by_name, organisation_by_name
from app.challenges.models import Challenge, ChallengeStatus
from app.challenges.queries import challenge_by_external_ref
from app.contributions.models import Audience, Kind, Outcome
from app.core.clock import AMSTERDAM, now
from app.core.deal import deal
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
LANGUAGES = {"": "nl", "nl": "nl", "en": "en", "nl+en": "nl"}  # a mixed text is read as Dutch
STATES = {"": ChallengeStatus.PUBLISHED, "open": ChallengeStatus.PUBLISHED, "closed": ChallengeStatus.CLOSED}
YES = {True: True, False: False, None: False, "": False, "ja": True, "nee": False, "true": True, "false": False}
OLDEST = 1950  # no story and no gathering is of before this year


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
        if any("\ud800" <= letter <= "\udfff" for letter in found):
            raise Wrong(field, "holds half a character, which cannot be kept; type the text again.")
        return found

    def texts(self, row: dict[str, Any], field: str, most: int) -> list[str]:
        """A list of texts, each of one line; a single text is a list of its lines."""
        value = row.get(field) or []
        found = value.split("\n") if isinstance(value, str) else value
        if not isinstance(found, list):
            raise Wrong(field, "write a list of texts.")
        lines = [self.text({field: line}, field, most) for line in found]
        return [" ".join(line.split()) for line in lines if line]

    def rows(self, row: dict[str, Any], field: str) -> Iterator[tuple[str, dict[str, Any]]]:
        """The objects in a list, each with the words to name it by."""
        value = row.get(field) or []
        if not isinstance(value, list):
            raise Wrong(field, "write a list of objects with fields.")
        for number, part in enumerate(value, start=1):
            if not isinstance(part, dict):
                raise Wrong(f"{field} {number}", "is not an object with fields.")
            yield f"{field} {number}", part

    def reference(self, row: dict[str, Any], field: str) -> str | None:
        """An id of elsewhere: a text or a number."""
        value = row.get(field)
        if isinstance(value, int) and not isinstance(value, bool):
            value = str(value)
        return self.text({field: value}, field, 100) or None

    def choice(self, row: dict[str, Any], field: str, choices: dict[str, Any]) -> Any:
        value = str(row.get(field) or "").strip()
        if value not in choices:
            raise Wrong(field, f"'{value}' is not one of {', '.join(c for c in choices if c)}.")
        return choices[value]

    def yes(self, row: dict[str, Any], field: str) -> bool:
        value = row.get(field)
        said = value.strip().lower() if isinstance(value, str) else value
        if not isinstance(said, str | bool | None) or said not in YES:
            raise Wrong(field, f"'{value}' is not one of true, false.")
        return YES[said]

    def number(self, row: dict[str, Any], field: str, least: int, most: int) -> int | None:
        """A whole number; None when it is empty."""
        value = row.get(field)
        if value is None or value == "":
            return None
        said = "" if isinstance(value, bool) else str(value).strip()
        if not said.isdecimal() or len(said) > len(str(most)) or not least <= int(said) <= most:
            raise Wrong(field, f"'{value}' is not a whole number from {least} to {most}.")
        return int(said)

    def degrees(self, row: dict[str, Any], field: str, least: float, most: float) -> float | None:
        """Degrees of latitude or longitude within these bounds; None when it is empty."""
        value = row.get(field)
        if value is None or value == "":
            return None
        if isinstance(value, bool) or not isinstance(value, int | float) or not least <= value <= most:
            raise Wrong(field, f"'{value}' is not a number from {least} to {most}.")
        return round(float(value), 5)

    def tags(self, row: dict[str, Any], field: str, dimension: Dimension, most: int = 20) -> list[Term]:
        """The terms of a field, each once; a replaced term gives its heir."""
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
        return list(dict.fromkeys(term.replaced_by or term for term in found))

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

    def host(self, row: dict[str, Any], field: str) -> Organisation:
        """Who asks or invites: a municipality, or another organisation that is known here."""
        name = self.text(row, field, 120, required=True)
        found = organisation_by_name(name)
        if found is None:
            raise Wrong(field, f"there is no municipality or organisation '{name}' here.")
        return found

    def coarse_place(self, row: dict[str, Any]) -> dict[str, str | None]:
        """The class of a municipality that the file does not name: "medium" and "west"."""
        size, part = self.text(row, "place_size", 20), self.text(row, "place_part", 20)
        if size and not part:
            raise Wrong("place_part", "is empty; fill it in, or leave out the size.")
        if part and not is_class(size or None, part, deal().coarse_place):
            raise Wrong("place_part", f"'{size} {part}' is no class of municipalities here.")
        return {"coarse_size": size or None, "coarse_part": part or None}

    def challenge(self, row: dict[str, Any], field: str) -> Challenge | None:
        """The challenge that was imported under this reference."""
        reference = self.reference(row, field)
        found = challenge_by_external_ref(reference) if reference else None
        if reference and found is None:
            raise Wrong(field, f"there is no challenge '{reference}'.")
        return found

    def year(self, row: dict[str, Any], field: str = "year") -> int | None:
        return self.number(row, field, OLDEST, now().year)

    def day_if_any(self, row: dict[str, Any], field: str) -> date | None:
        return self.day(row, field) if row.get(field) else None

    def day(self, row: dict[str, Any], field: str) -> date:
        value = str(row.get(field) or "").strip()
        try:
            found = date.fromisoformat(value)
        except ValueError:
            raise Wrong(field, f"'{value}' is not a day such as 2022-09-15.") from None
        return self.believable(found, field)

    def hour(self, row: dict[str, Any], field: str) -> time:
        value = str(row.get(field) or "").strip()
        try:
            return time.fromisoformat(value).replace(tzinfo=None)
        except ValueError:
            raise Wrong(field, f"'{value}' is not a time such as 12:30.") from None

    def moment(self, row: dict[str, Any], field: str) -> datetime:
        """A moment in Dutch time, such as 2022-09-08T10:07; now when it is empty."""
        value = str(row.get(field) or "").strip()
        if not value:
            return now()
        try:
            found = datetime.fromisoformat(value)
        except ValueError:
            raise Wrong(field, f"'{value}' is not a moment such as 2022-09-08T10:07.") from None
        self.believable(found.date(), field)
        found = found if found.tzinfo else found.replace(tzinfo=AMSTERDAM)
        if found > now():
            raise Wrong(field, "lies in the future.")
        return found

    def believable(self, day: date, field: str) -> date:
        """Years that no calendar of ours reaches are typing errors."""
        if not OLDEST <= day.year <= now().year + 50:
            raise Wrong(field, f"lies in the year {day.year}; the years from {OLDEST} to {now().year + 50} are taken.")
        return day


@contextmanager
def within(name: str) -> Iterator[None]:
    """Names the part of a row in which something is wrong: "programme 2, time"."""
    try:
        yield
    except Wrong as wrong:
        raise Wrong(f"{name}, {wrong.field}", wrong.reason) from None
