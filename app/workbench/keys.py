"""The single keys of the workbench: what each does, and which key somebody chose for it."""

from collections.abc import Mapping

SORTING = {  # action -> key, as a browser names it
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
COMPARING = {  # two texts side by side, on a page of its own: these may be the keys of the sorting table too
    "together": "g",
    "apart": "n",
    "later": "l",
    "put_back": "z",
}
OURS = SORTING | COMPARING
BINS = "123456789"  # each lays the card at the question with that number; these stay as they are


def keys_of(chosen: Mapping[str, str]) -> dict[str, str]:
    """The key of every action: the chosen one, else ours."""
    return {action: chosen.get(action, key) for action, key in OURS.items()}


def clashes(keys: Mapping[str, str]) -> set[str]:
    """The actions that share their key with another one of the same page, or with a question."""
    found = {action for action, key in keys.items() if key in BINS}
    for page in (SORTING, COMPARING):
        used = [keys[action] for action in page]
        found |= {action for action in page if used.count(keys[action]) > 1}
    return found
