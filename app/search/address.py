"""Which page of what was found an address asks for."""

from collections.abc import Mapping, Sequence

from app.core.forms import number_in


def page_of(address: Mapping[str, Sequence[str]]) -> int:
    """The number of the page, from 1; what is no number means the first."""
    return max(1, number_in("".join(address.get("pagina", ())[:1]), 1))
