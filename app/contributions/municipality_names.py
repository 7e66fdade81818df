"""Finding the municipality that somebody means, however they write its name."""

from collections.abc import Iterable
from difflib import get_close_matches

from app.accounts.models import Organisation
from app.core.collation import sort_key

BEFORE = ("gemeente ", "municipality of ", "stad ")


class MunicipalityNames:
    """Every municipality under every way of writing its name. Accents, capitals and hyphens do not count."""

    def __init__(self, municipalities: Iterable[Organisation]) -> None:
        self.all = list(municipalities)
        self.by_key: dict[str, Organisation] = {}
        for place in self.all:
            for name in reversed([place.name, *place.other_names.split("\n")]):
                if name.strip():
                    self.by_key[key_of(name)] = place

    def meant(self, typed: str) -> Organisation | None:
        """The municipality of this name; None when there is none."""
        return self.by_key.get(key_of(typed))

    def close_to(self, typed: str, most: int = 3) -> list[str]:
        """The names that look like what was typed, the best first."""
        keys = get_close_matches(key_of(typed), self.by_key, n=most, cutoff=0.7)
        return list(dict.fromkeys(self.by_key[key].name for key in keys))


def key_of(name: str) -> str:
    """'Gemeente ’s-Gravenhage' and 's gravenhage' are the same place."""
    plain = " ".join(name.replace("’", "'").replace("`", "'").split())
    if plain[:2].lower() in ("s ", "s-"):
        plain = f"'{plain}"  # the apostrophe is easily left out
    for prefix in BEFORE:
        if plain.lower().startswith(prefix):
            plain = plain[len(prefix) :]
    return sort_key(plain)
