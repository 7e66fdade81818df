"""The single keys of the sorting table: what each does, and which key somebody chose for it."""

from collections.abc import Mapping

OURS = {  # action -> key, as a browser names it
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
BINS = "123456789"  # each lays the card at the question with that number; these stay as they are


def keys_of(chosen: Mapping[str, str]) -> dict[str, str]:
    """The key of every action: the chosen one, else ours."""
    return {action: chosen.get(action, key) for action, key in OURS.items()}


def clashes(keys: Mapping[str, str]) -> set[str]:
    """The actions that share their key with another one, or with a question."""
    used = list(keys.values())
    return {action for action, key in keys.items() if used.count(key) > 1 or key in BINS}
