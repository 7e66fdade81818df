"""Photos with a story, as the tests need them."""

import io
from contextlib import nullcontext

from flask import current_app, has_request_context

from app.accounts.models import Role
from app.contributions import operations
from app.contributions.models import Maker, People, Seen, Use
from app.contributions.operations import PhotoAnswers
from app.contributions.shown_photos import mark_of_photo
from app.core.database import db
from tests.factories import make_user
from tests.photographs import jpeg

ANSWERS = {
    "seen": Seen.TEXT, "alt": "Drie bakken staan in de looproute.", "people": People.NOBODY, "shows_place": False,
    "maker": Maker.SELF, "use": Use.LOOK, "credit": "", "members_only": False,
}  # fmt: skip
TYPED = {
    "seen": "text", "alt": "Drie bakken staan in de looproute.", "people": "nobody", "shows_place": "no",
    "maker": "self", "use": "look", "credit": "",
}  # fmt: skip


def add_photo(story, approved=True, content=None, **answers):
    """A photo as its contributor and the desk leave it: described, and found fit."""
    with nullcontext() if has_request_context() else current_app.test_request_context("/"):
        photo = operations.add_photo(story, operations.received(content or jpeg()))
        operations.describe_photo(photo, PhotoAnswers(**ANSWERS | answers))
        if approved:
            find_fit(photo)
        db.session.commit()
    return photo


def find_fit(photo):
    """Past what the desk may refuse: the tests build states that other ways lead to."""
    photo.approved_at = photo.added_at
    db.session.flush()
    operations.relist(photo.contribution)
    db.session.commit()


def two_find_fit(photo):
    """Two readers of different organisations look at it, one after the other."""
    for _reader in range(2):
        operations.approve_photo(photo, make_user(Role.EDITOR), mark(photo))


def upload(client, code, *contents, action="keep", **typed):
    files = [(io.BytesIO(content), name) for name, content in contents]
    return client.post(
        f"/volg/{code}/fotos", data={"photos": files, "action": action, **typed}, content_type="multipart/form-data"
    )


def typed_for(photo, **changes):
    return {f"foto-{photo.public_id}-{name}": value for name, value in (TYPED | changes).items()}


def mark(photo):
    return mark_of_photo(photo)
