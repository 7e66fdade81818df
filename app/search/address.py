"""Which page of what was found an address asks for."""

from collections.abc import Mapping, Sequence


def page_of(address: Mapping[str, Sequence[str]]) -> int:
    """The number of the page, from 1; what is no number means the first."""
    page = "".join(address.get("pagina", ("1",))[:1])
    number = int(page) if page.isascii() and page.isdecimal() and len(page) < 7 else 1
    return max(1, number)
