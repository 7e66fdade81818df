"""What an answer to a challenge says that it cost: roughly, in hours and in money, or that nobody knows."""

from typing import Protocol

from app.core.wording import _, ngettext, number

COSTS = ("cost_hours", "cost_euros", "cost_unknown")


class Costly(Protocol):
    """A contribution, or a view of one."""

    @property
    def cost_hours(self) -> int | None: ...
    @property
    def cost_euros(self) -> int | None: ...
    @property
    def cost_unknown(self) -> bool: ...


def says_cost(told: Costly) -> bool:
    """Whether anything was said of it: "I do not know" is an answer as well."""
    return told.cost_hours is not None or told.cost_euros is not None or told.cost_unknown


def cost_in_words(told: Costly) -> str:
    """"40 hours, 5,000 euros"; the empty text when nothing was said."""
    said = []
    if told.cost_hours is not None:
        said.append(ngettext("%(hours)s hour", "%(hours)s hours", told.cost_hours, hours=number(told.cost_hours)))
    if told.cost_euros is not None:
        said.append(_("%(euros)s euros", euros=number(told.cost_euros)))
    if not said and told.cost_unknown:
        said.append(_("The contributor does not know."))
    return ", ".join(said)
