"""The views that members saved, and how many cases each holds now."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import parse_qs

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from app.accounts.models import Person, User
from app.contributions.permissions import audience_of
from app.contributions.queries import catalogue
from app.contributions.selection import Selection, hits, holding_words, selected
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
    audience = audience_of(person)
    among = holding_words(asked, audience)
    with catalogue(audience) as known:
        return known.number(hits(known, asked, among))


def saved_views(person: User) -> list[Kept]:
    """What this member saved and what others shared, by name."""
    wanted = or_(SavedView.owner_id == person.id, SavedView.is_shared.is_(True))
    order = SavedView.name, SavedView.id
    found = select(SavedView).where(wanted).options(joinedload(SavedView.owner)).order_by(*order).limit(MOST_SHARED)
    return [Kept(view, number_of(selected(parse_qs(view.query), person), person)) for view in db.session.scalars(found)]


def own_view(view_id: int, person: User) -> SavedView:
    """A view that this member saved. Raises NotFound."""
    return one(select(SavedView).where(SavedView.id == view_id, SavedView.owner_id == person.id))


def views_saved_by(user: User) -> Sequence[SavedView]:
    return db.session.scalars(select(SavedView).where(SavedView.owner_id == user.id).order_by(SavedView.id)).all()
