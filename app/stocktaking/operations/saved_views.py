"""Saving a view of the contributions under a name, sharing it with the members, and throwing it away."""

from app.accounts.models import User
from app.contributions.selection import Selection
from app.core.database import db
from app.core.errors import Refusal
from app.core.wording import _
from app.stocktaking import queries
from app.stocktaking.models import SavedView

MOST = 50  # views of one member


def save_view(name: str, page: str, query: str, asked: Selection, is_shared: bool, by: User) -> SavedView:
    """Keeps a view with the number that it holds now. Raises Refusal when this member has too many."""
    if len(queries.views_saved_by(by)) >= MOST:
        raise Refusal(_("You have %(most)d views. Throw one away first.", most=MOST))
    count = queries.number_of(asked, by)
    view = SavedView(owner_id=by.id, name=name, page=page, query=query, count=count, is_shared=is_shared)
    db.session.add(view)
    db.session.flush()
    return view


def share_view(view: SavedView, is_shared: bool) -> None:
    view.is_shared = is_shared
    db.session.flush()


def throw_view_away(view: SavedView) -> None:
    db.session.delete(view)
    db.session.flush()
