"""Words in a story by which somebody may be recognised, and the story without them."""

from collections.abc import Iterable, Mapping
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


def shown_hints(texts: Mapping[str, str], language: str = "nl", names: list[str] | None = None) -> list[Shown]:
    """The hints in these texts by field, in the order of reading; `names` saves looking the municipalities up."""
    names = municipality_names() if names is None else names
    return [shown(field, text, hint) for field, text in texts.items() for hint in hints(text, names, language)]


def municipality_names() -> list[str]:
    """Every municipality under every name it goes by: also Den Bosch."""
    return names_of((place.name, place.other_names) for place in municipalities())


def names_of(places: Iterable[tuple[str, str]]) -> list[str]:
    """The names in pairs of a name and its other names (lines, in small letters), as they are written in a text."""
    found = []
    for name, others in places:
        found += [name, *(other.title().replace("'S", "'s") for other in others.split("\n") if other)]
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


def without_hint(text: str, place: str, language: str = "nl") -> str:
    """The text with the hint at this place replaced; the text itself when nothing stands there any more."""
    chosen = [hint for hint in hints(text, municipality_names(), language) if place_of(hint, text) == place]
    return without(text, chosen)


def without_words(text: str, words: Iterable[str], language: str = "nl") -> str:
    """The text in which every hint with one of these words is replaced."""
    chosen = set(words)
    return without(text, (hint for hint in hints(text, municipality_names(), language) if hint.text in chosen))


def after_button(texts: Mapping[str, str], action: str, language: str = "nl") -> dict[str, str]:
    """The texts after a button 'omit:<field>:<place>'; the same texts after any other button."""
    name, _colon, what = action.partition(":")
    field, _colon, place = what.partition(":")
    if name != "omit" or field not in texts:
        return dict(texts)
    return {**texts, field: without_hint(texts[field], place, language)}
