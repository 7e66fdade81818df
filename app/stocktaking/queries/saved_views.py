"""The views that members saved, and how many cases each holds now."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import parse_qs

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from app.accounts.models import Person, User
from app.contributions.permissions import audience_of
from app.contributions.queries import catalogue
from app.contributions.selection import Selection, hits, holding_words_each, selected_each
from app.core.database import db, one
from app.stocktaking.models import SavedView

MOST_SHARED = 200


@dataclass(frozen=True)
class Kept:
    """A saved view with the number of cases that it holds for this member now."""

    view: SavedView
    now: int

    @property
    def more(self) -> int:
        """How many more it holds than when it was saved; below zero when it holds fewer."""
        return self.now - self.view.count


def number_of(asked: Selection, person: Person) -> int:
    """How many cases an address asks for, of what this person's audience may find."""
    return numbers_of([asked], person)[0]


def numbers_of(asked: Sequence[Selection], person: Person) -> list[int]:
    """The same of several addresses at once."""
    audience = audience_of(person)
    among = holding_words_each(asked, audience)
    with catalogue(audience) as known:
        return [known.number(hits(known, each, found)) for each, found in zip(asked, among, strict=True)]


def saved_views(person: User) -> list[Kept]:
    """What this member saved and what others shared, by name."""
    wanted = or_(SavedView.owner_id == person.id, SavedView.is_shared.is_(True))
    order = SavedView.name, SavedView.id
    found = select(SavedView).where(wanted).options(joinedload(SavedView.owner)).order_by(*order).limit(MOST_SHARED)
    views = db.session.scalars(found).all()
    asked = selected_each([parse_qs(view.query) for view in views], person)
    return [Kept(view, number) for view, number in zip(views, numbers_of(asked, person), strict=True)]


def own_view(view_id: int, person: User) -> SavedView:
    """A view that this member saved. Raises NotFound."""
    return one(select(SavedView).where(SavedView.id == view_id, SavedView.owner_id == person.id))


def views_saved_by(user: User) -> Sequence[SavedView]:
    return db.session.scalars(select(SavedView).where(SavedView.owner_id == user.id).order_by(SavedView.id)).all()
