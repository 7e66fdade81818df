"""Words in a story by which somebody may be recognised, and the story without them."""

from dataclasses import dataclass

from app.accounts.queries import municipalities
from app.contributions.hints import Hint, hints, without
from app.core.wording import lazy

LABELS = {
    "email": lazy("An e-mail address"),
    "phone": lazy("A telephone number"),
    "postcode": lazy("A postcode"),
    "plate": lazy("A number plate"),
    "case": lazy("A case number"),
    "person": lazy("A person"),
    "function": lazy("Somebody's office at a certain time"),
    "street": lazy("A street"),
    "municipality": lazy("A municipality"),
    "neighbourhood": lazy("A neighbourhood"),
    "day": lazy("An exact day"),
}
AROUND = 40  # characters shown on both sides of a hint


@dataclass(frozen=True)
class Shown:
    """A hint as it is shown: in which field, with the words around it, and where exactly it stands."""

    field: str
    place: str
    label: str
    before: str
    words: str
    after: str
    suggestion: str


def shown_hints(texts: dict[str, str]) -> list[Shown]:
    """The hints in these texts by field, in the order of reading."""
    names = municipality_names()
    return [shown(field, text, hint) for field, text in texts.items() for hint in hints(text, names)]


def municipality_names() -> list[str]:
    """Every municipality under every name it goes by: also Den Bosch."""
    found = []
    for place in municipalities():
        others = (name.title().replace("'S", "'s") for name in place.other_names.split("\n") if name)
        found += [place.name, *others]
    return found


def shown(field: str, text: str, hint: Hint) -> Shown:
    before, after = text[: hint.start], text[hint.end :]
    return Shown(
        field=field,
        place=place_of(hint, text),
        label=str(LABELS[hint.kind]),
        before=end_of(before),
        words=text[hint.start : hint.end],
        after=start_of(after),
        suggestion=hint.suggestion,
    )


def end_of(text: str) -> str:
    """The last whole words of a text, as far as they fit."""
    if len(text) <= AROUND:
        return text
    return f"… {text[-AROUND:].partition(' ')[2]}"


def start_of(text: str) -> str:
    """The first whole words of a text, as far as they fit."""
    if len(text) <= AROUND:
        return text
    return f"{text[:AROUND].rpartition(' ')[0]} …"


def place_of(hint: Hint, text: str) -> str:
    """Where a hint stands, with its words: so that a text that changed meanwhile is left alone."""
    return f"{hint.start}-{hint.end}-{text[hint.start : hint.end]}"


def without_hint(text: str, place: str) -> str:
    """The text with the hint at this place replaced; the text itself when nothing stands there any more."""
    chosen = [hint for hint in hints(text, municipality_names()) if place_of(hint, text) == place]
    return without(text, chosen)
