"""The words of the pages about terms: dimensions, deeds and states."""

from collections.abc import Mapping
from typing import Any

from app.codebook.models import Deed, Stand, State, TermChange
from app.core.wording import _, language, lazy
from app.taxonomy.models import Dimension, Term

DIMENSION_NAMES = {
    Dimension.THEME: lazy("Themes"),
    Dimension.PHASE: lazy("Phases"),
    Dimension.BARRIER: lazy("What stood in the way"),
    Dimension.LEVER: lazy("What helped"),
    Dimension.SCALE: lazy("Scale"),
    Dimension.ROLE: lazy("Roles"),
    Dimension.ORGANISATION_KIND: lazy("Kinds of organisation"),
    Dimension.QUESTION_KIND: lazy("Kinds of question"),
    Dimension.ROUTE: lazy("Routes of an answer"),
}
DEEDS = {  # as an address names them; adding has an address of its own
    "hernoemen": Deed.RENAME,
    "verplaatsen": Deed.MOVE,
    "samenvoegen": Deed.MERGE,
    "splitsen": Deed.SPLIT,
    "afvoeren": Deed.RETIRE,
}
DEED_NAMES = {
    Deed.ADD: lazy("Add a term"),
    Deed.RENAME: lazy("Give other words"),
    Deed.MOVE: lazy("Move"),
    Deed.MERGE: lazy("Merge into another term"),
    Deed.SPLIT: lazy("Split"),
    Deed.RETIRE: lazy("Retire"),
}
DONE = {
    Deed.ADD: lazy("Added"),
    Deed.RENAME: lazy("Given other words"),
    Deed.MOVE: lazy("Moved"),
    Deed.MERGE: lazy("Merged"),
    Deed.SPLIT: lazy("Was split"),
    Deed.RETIRE: lazy("Retired"),
}
EXPLAINED = {
    Deed.ADD: lazy("People can choose the new term from its day on. Its code stays the same for ever."),
    Deed.RENAME: lazy("The meaning and the code stay the same. Everything that carries the term shows the new words."),
    Deed.MOVE: lazy("The term goes to another group, or below another term. What carries it goes along."),
    Deed.MERGE: lazy("What carries this term gets the other one. Old links and filters lead to the other one."),
    Deed.SPLIT: lazy(
        "Narrower terms come in its place. Every text waits until somebody chooses for it. "
        "What stands below it goes to the first one; you can move it from there. "
        "Challenges get all the new terms; their hosts take away what does not fit."
    ),
    Deed.RETIRE: lazy("Nobody can choose it any more. What carries it keeps it, and can still be found."),
}
STATE_NAMES = {
    State.PLANNED: lazy("Planned"),
    State.DONE: lazy("Done"),
    State.CALLED_OFF: lazy("Called off"),
    State.UNDOING: lazy("Being undone"),
    State.UNDONE: lazy("Undone"),
    State.FAILED: lazy("Could not happen"),
}
DECISION_NAMES = {  # by what an address says
    "nieuw": lazy("Make it a new term"),
    "ander-woord": lazy("Another word for a term"),
    "afwijzen": lazy("Decline"),
}
STAND_NAMES = {
    Stand.WAITING: lazy("Waits for an administrator"),
    Stand.ACCEPTED: lazy("Accepted"),
    Stand.DECLINED: lazy("Declined"),
}


def told(change: TermChange, terms: Mapping[int, Term]) -> str:
    """What a change comes down to, in one sentence; as it was that day, when it was done."""
    by_code = {term.code: term.name(language()) for term in terms.values()}
    wish, was, now = change.wish, change.was.get(str(change.term_id), {}), change.now.get(str(change.term_id), {})
    if change.deed is Deed.RENAME:
        return renamed(was, now, wish)
    if change.deed is Deed.MOVE:
        place = by_code.get(wish["parent"]) if wish["parent"] else None
        return _("Now below “%(name)s”", name=place) if place else _("Now on top")
    if change.deed is Deed.MERGE:
        return _("Went up in “%(name)s”", name=by_code.get(wish["heir"], wish["heir"]))
    if change.deed is Deed.SPLIT:
        parts = wish["parts"]
        names = [by_code.get(part["code"], part["code"]) if "code" in part else part["name_nl"] for part in parts]
        return _("Went up in: %(names)s", names=", ".join(names))
    return wish["name_nl"] if change.deed is Deed.ADD else _("Can be chosen no longer")


def renamed(was: Mapping[str, Any], now: Mapping[str, Any], wish: Mapping[str, Any]) -> str:
    if "name_nl" in now:
        return _("“%(before)s” became “%(after)s”", before=was["name_nl"], after=now["name_nl"])
    return _("“%(name)s”: other explanation, English or synonyms", name=wish["name_nl"]) if now else wish["name_nl"]
