"""The single keys of the workbench: what each does, and which key somebody chose for it."""

from collections.abc import Mapping

DEEDS = {  # action -> key, as a browser names it
    "next": "j",
    "previous": "k",
    "one_case": "0",
    "nowhere": "x",
    "text": " ",
    "star": "s",
    "undo": "z",
    "filter": "/",
    "question": "n",
    "find": "v",
    "compare": "g",
    "keys": "?",
}
# Each lays the card at the question with that number. A letter or a figure: with Shift it lays there and stays.
BINS = {f"bin_{number}": str(number) for number in range(1, 10)}
SORTING = DEEDS | BINS
COMPARING = {  # two texts side by side, on a page of its own: these may be the keys of the sorting table too
    "together": "g",
    "apart": "n",
    "later": "l",
    "put_back": "z",
}
OURS = SORTING | COMPARING


def keys_of(chosen: Mapping[str, str]) -> dict[str, str]:
    """The key of every action: the chosen one, else ours."""
    return {action: chosen.get(action, key) for action, key in OURS.items()}


def clashes(keys: Mapping[str, str]) -> dict[str, str]:
    """The actions that share their key with another one of the same page, each with that other one."""
    found: dict[str, str] = {}
    for page in (SORTING, COMPARING):
        for action in page:
            same = (other for other in page if other != action and is_same(keys, action, other))
            if (other := next(same, None)) is not None:
                found[action] = other
    return found


def is_same(keys: Mapping[str, str], one: str, other: str) -> bool:
    """A small letter and its capital are two keys, but not for a question: there Shift means to stay with the card."""
    if one in BINS or other in BINS:
        return keys[one].lower() == keys[other].lower()
    return keys[one] == keys[other]
