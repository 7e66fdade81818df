"""Naming a pile anew, and throwing away one that was made by mistake."""

from app.core import clock
from app.core.database import db
from app.core.errors import Refusal
from app.core.wording import _
from app.workbench import queries
from app.workbench.models import Pile
from app.workbench.operations.piles import not_changed_since
from app.workbench.operations.sorting import KEPT


def rename(pile: Pile, name: str, seen: int) -> None:
    """Another name; the address stays. Raises Refusal when somebody else changed the pile since it was `seen`."""
    not_changed_since(pile, seen)
    if pile.name != name:
        pile.name, pile.version = name, pile.version + 1
    db.session.flush()


def throw_away(pile: Pile) -> None:
    """As if it was never made; what lay in it stays where it is.

    Raises Refusal once somebody did something with it, and for one that is so old that what was done is forgotten.
    """
    is_old = pile.made_at < clock.now() - KEPT
    if is_old or queries.kept_in(pile) or queries.was_checked(pile):
        raise Refusal(_("Somebody worked in this pile already, so it stays. Give it another name, or leave it be."))
    db.session.delete(pile)
    db.session.flush()
