"""What is written down of the sides and the gaps by which a stocktake is measured, in the words of that day."""

from collections.abc import Mapping, Sequence
from typing import Any

from app.contributions.filters import Choice, choices, name_of
from app.contributions.selection import top_themes
from app.core.clock import local
from app.core.deal import deal
from app.core.wording import LANGUAGES, in_language
from app.stocktaking.queries import AXES, KnownSpot
from app.taxonomy.queries import vocabulary
from app.workbench.models import Pile

AXIS_OF = {name: axis for axis, name in AXES.items()}
NOT_COUNTED = ("part",)  # the part of the country is kept of no contribution as a value of its own
Offered = Mapping[str, Sequence[Choice]]


def measure_record(pile: Pile, known: Sequence[KnownSpot]) -> dict[str, Any]:
    """The same for every audience, whatever lay there: only what is left may say where nothing lies."""
    offered = choices(vocabulary())
    crossed = deal().default_axes
    counted = (axis for axis in AXES if axis not in NOT_COUNTED)
    return {
        "sides": [side_record(choice) for axis in counted for choice in values_of(axis, offered)],
        "crossed": [] if set(crossed) & set(NOT_COUNTED) else list(crossed),
        "switched_off": [code_of(theme) for theme in top_themes(offered) if theme.mark[1] in pile.switched_off],
        "gaps": [gap_record(spot) for spot in known if is_counted(spot)],
    }


def values_of(axis: str, offered: Offered) -> Sequence[Choice]:
    return top_themes(offered) if axis == "theme" else offered[AXES[axis]]


def side_record(choice: Choice) -> dict[str, Any]:
    is_retired = choice.term is not None and choice.term.is_retired
    return {"axis": AXIS_OF[choice.name], "code": code_of(choice), "name": both_names(choice), "retired": is_retired}


def code_of(choice: Choice) -> str:
    return choice.term.code if choice.term is not None else str(choice.mark[1])


def both_names(choice: Choice) -> dict[str, str]:
    names = {}
    for code in LANGUAGES:
        with in_language(code):
            names[code] = name_of(choice)
    return names


def is_counted(spot: KnownSpot) -> bool:
    """Whether it can be told of the contributions that are left that none of them lies there."""
    return not any(AXIS_OF[side.name] in NOT_COUNTED for side in spot.place.sides)


def gap_record(spot: KnownSpot) -> dict[str, Any]:
    """What everybody reads in the balance: what was found and when, and never by whom or why."""
    found, put_out = spot.judgement, spot.put_out
    return {
        "sides": [side_record(side) for side in spot.place.sides],
        "verdict": found.verdict.value if found else None,
        "on": local(found.at).date().isoformat() if found else None,
        "asked": put_out.day.isoformat() if put_out else None,
        "to_come": put_out is not None and put_out.is_to_come,
    }
