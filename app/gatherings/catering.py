"""How many eat, and what not: numbers without names, for the caterer. Who eats what together counts as one plate.

And when and where they eat, so that the caterer hears it when that changes.
"""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from app.gatherings.foods import FOODS
from app.gatherings.models import Catering, Gathering, Wishes


def counted(eaters: Iterable[Wishes | None]) -> dict[str, Any]:
    """`people` who eat, `plates` per combination of codes (one space between), and `asks`: who wrote own words.

    Words can tell who somebody is, so they are not passed on: the organiser reads them.
    """
    everybody = list(eaters)
    plates = Counter(combination(wishes) for wishes in everybody if wishes is not None and wishes.foods)
    asks = sum(bool(wishes is not None and wishes.diet) for wishes in everybody)
    return {"people": len(everybody), "plates": dict(sorted(plates.items())), "asks": asks}


def meal_of(gathering: Gathering) -> dict[str, Any]:
    """`on` and `starts` as in 2026-09-22 and 12:30, `place`, and whether a part of the programme says `has_food`.

    Of the first part with food; where no part says so, of the gathering as a whole.
    """
    food = min((part for part in gathering.parts if part.serves_food), key=lambda part: part.starts, default=None)
    starts, place = (food.starts, food.place or gathering.place) if food else (gathering.starts, gathering.place)
    when = {"on": f"{gathering.on:%Y-%m-%d}", "starts": f"{starts:%H:%M}"}
    return when | {"place": place, "has_food": food is not None}


def is_without_food(gathering: Gathering, told: Catering | None) -> bool:
    """Whether the part with food of which the caterer was told is not in the programme any more."""
    had_food = told is not None and told.meal is not None and told.meal["has_food"]
    return had_food and not any(part.serves_food for part in gathering.parts)


def combination(wishes: Wishes) -> str:
    chosen = set(wishes.foods.split())
    return " ".join(code for code in FOODS if code in chosen)


def names_of(combination_of_codes: str) -> str:
    """A combination in the words of the form, in the language that is spoken now."""
    return ", ".join(str(FOODS[code]) for code in combination_of_codes.split() if code in FOODS)
