"""A note that comes in: its photo is scanned and drawn anew first, while nobody waits for us; then it is kept."""

from collections.abc import Callable
from datetime import timedelta

from flask import request

from app.accounts.operations import may_try_again
from app.contributions.operations import Received, received
from app.core.errors import Refusal
from app.core.forms import number_in
from app.core.guard import too_many
from app.core.pictures import MOST_BYTES
from app.gatherings import operations, queries
from app.gatherings.forms.walking import NoteForm
from app.gatherings.models import Walk
from app.gatherings.routes.walker_key import key_to_keep

FROM_ONE_PLACE = 600  # notes in a quarter of an hour: a whole walk behind one address, and not a machine
WINDOW = timedelta(minutes=15)


def take_in(walk: Walk, held: Callable[[], Walk], form: NoteForm) -> bool:
    """Keeps the note of a form that was looked at; False when its photo is none, which the form says then.

    `held` gives the walk once more and holds it. Raises Refusal when the walk takes no notes now.
    """
    written = form.written()
    if queries.note_by_key(written.key) is not None:
        key_to_keep()
        return True
    operations.takes_notes_now(walk)
    if not may_try_again("note from", request.remote_addr or "", FROM_ONE_PLACE, WINDOW):  # lets go of the lock as well
        raise too_many()
    photo = photo_in(form)
    if form.errors:
        return False
    found = held()
    walker = operations.come_along(found, key_to_keep())
    if "group" in request.form:
        operations.walk_in_group(found, walker, number_in(request.form["group"], digits=2))
    operations.leave_note(found, walker, written, photo)
    return True


def photo_in(form: NoteForm) -> Received | None:
    """The photo that came along. What is no photo is a mistake in the form."""
    if not form.has_photo:
        return None
    try:
        return received(form.photo.data.stream.read(MOST_BYTES + 1))
    except Refusal as reason:
        form.photo.errors = [str(reason)]
        return None
