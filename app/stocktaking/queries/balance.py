"""Counting the balance over what somebody's audience may find."""

from collections.abc import Sequence

from app.accounts.models import Person
from app.contributions.filters import Choice, choices
from app.contributions.models import Kind, Outcome
from app.contributions.permissions import audience_of
from app.contributions.queries import catalogue
from app.core.wording import language
from app.stocktaking.matrix import Matrix, Value, balance
from app.taxonomy.queries import vocabulary

AXES = {  # as the deal names them, and how an address does
    "theme": "thema",
    "phase": "fase",
    "barrier": "belemmering",
    "lever": "hefboom",
    "scale": "schaal",
    "kind": "soort",
    "outcome": "uitkomst",
}


def axis_values(axis: str, offered: dict[str, list[Choice]]) -> list[Value]:
    """The values of an axis of the balance, in the order of the vocabulary."""
    return [
        Value(name_of(choice), choice.mark, choice.name, choice.word)
        for choice in offered[AXES[axis]]
        if axis != "theme" or (choice.term is not None and choice.term.parent_id is None)
    ]


def name_of(choice: Choice) -> str:
    """A choice in the words of the page's language."""
    if choice.term is not None:
        return choice.term.name(language())
    facet, value = choice.mark
    return Kind(str(value)).label if facet == "kind" else Outcome(str(value)).label


def balance_of(person: Person, row_axis: str, column_axis: str, kinds: Sequence[Kind], with_stones: bool) -> Matrix:
    """The balance over what this person's audience may find."""
    offered = choices(vocabulary())
    rows, columns = axis_values(row_axis, offered), axis_values(column_axis, offered)
    with catalogue(audience_of(person)) as known:
        return balance(known, rows, columns, [kind.value for kind in kinds], with_stones)
