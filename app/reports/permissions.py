"""Who may read a frozen stocktake, and who may make one."""

from sqlalchemy import ColumnElement, true

from app.accounts.models import Person
from app.reports.models import Stocktake
from app.stocktaking.permissions import may_take_stock


def may_freeze(person: Person) -> bool:
    """Whoever takes stock freezes it, shows it to all, and has files made of it."""
    return may_take_stock(person)


def may_view(person: Person, stocktake: Stocktake) -> bool:
    """Which edition somebody reads is for `audience_of` to say."""
    return stocktake.published_at is not None or may_take_stock(person)


def visible_to(person: Person) -> ColumnElement[bool]:
    """may_view for a whole list. A test holds the two to the same answer."""
    return true() if may_take_stock(person) else Stocktake.published_at.is_not(None)
