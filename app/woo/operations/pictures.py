"""The picture of a photo in a request: looked at by who judges it, and handed out as it was judged."""

from datetime import timedelta

from app.accounts.models import User
from app.contributions.operations import log_view_at_once
from app.core import clock, storage
from app.core.errors import NotFound
from app.woo import queries
from app.woo.models import WooItem

ONE_LOOK = timedelta(minutes=10)  # a picture comes after the page that it stands on


def look_at_picture(item: WooItem, by: User) -> bytes:
    """The picture as it is judged. Raises NotFound when there is none, or when its file is not here any more.

    Whoever opened a document of this story a moment ago is still at the same look, which was noted.
    """
    content = content_of(item)
    if content is None:
        raise NotFound
    story = item.contribution
    if story is not None and not queries.has_looked_since(story, by, clock.now() - ONE_LOOK):
        log_view_at_once(story, by=by, role="woo")
    return content


def picture_to_hand_out(item: WooItem) -> bytes | None:
    """The picture that two people judged public; None for every other one, and for one that is gone."""
    return content_of(item) if item.hands_out_picture else None


def content_of(item: WooItem) -> bytes | None:
    """Raises Unavailable when the storage does not answer."""
    if item.picture is None:
        return None
    try:
        return storage.get(item.picture["file"])
    except storage.Missing:
        return None
