"""How many eat, and what not: numbers without names, for the caterer. Who eats what together counts as one plate."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from app.gatherings.foods import FOODS
from app.gatherings.models import Wishes


def counted(eaters: Iterable[Wishes | None]) -> dict[str, Any]:
    """`people` who eat, `plates` per combination of codes (one space between), and `asks`: who wrote own words.

    Words can tell who somebody is, so they are not passed on: the organiser reads them.
    """
    everybody = list(eaters)
    plates = Counter(combination(wishes) for wishes in everybody if wishes is not None and wishes.foods)
    asks = sum(bool(wishes is not None and wishes.diet) for wishes in everybody)
    return {"people": len(everybody), "plates": dict(sorted(plates.items())), "asks": asks}


def combination(wishes: Wishes) -> str:
    chosen = set(wishes.foods.split())
    return " ".join(code for code in FOODS if code in chosen)


def names_of(combination_of_codes: str) -> str:
    """A combination in the words of the form, in the language that is spoken now."""
    return ", ".join(str(FOODS[code]) for code in combination_of_codes.split() if code in FOODS)
