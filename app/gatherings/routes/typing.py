"""The long forms of organisers: what is typed is kept while they type, and stands there again when they come back."""

from datetime import datetime

from flask import flash, jsonify, redirect, request
from flask.typing import ResponseReturnValue
from flask_login import current_user
from werkzeug.datastructures import MultiDict

from app.core.errors import NotFound
from app.core.typed import has_expired
from app.core.wording import _
from app.gatherings import operations, queries
from app.gatherings.models import Gathering

OF_MACHINES = ("csrf_token", "key")  # each form gets a key of its own: what was saved before is never written over


def here() -> str:
    return request.script_root + request.path


class Typing:
    """One form of one organiser, about a gathering or a piece of it."""

    def __init__(self, form: str, gathering: Gathering | None = None, about: str = "") -> None:
        self.gathering = gathering
        self.place = ":".join(filter(None, (form, str(gathering.id) if gathering else "", about)))
        self.kept = queries.unsaved_at(current_user, self.place) if request.method != "POST" else None

    @property
    def at(self) -> Gathering:
        """The gathering. Raises NotFound for a form that is about none."""
        if self.gathering is None:
            raise NotFound
        return self.gathering

    @property
    def fields(self) -> MultiDict[str, str] | None:
        """What the form is filled with: what was sent now, else what was typed before; None when nothing was."""
        if request.method == "POST":
            return request.form
        return MultiDict(self.kept.typed) if self.kept else None

    @property
    def since(self) -> datetime | None:
        """When this was typed, where the page shows something that was not saved."""
        return self.kept.typed_at if self.kept else None

    def aside(self) -> ResponseReturnValue | None:
        """What the script and the small button ask for: keep it, or throw it away. None for anything else."""
        if request.method != "POST" or has_expired():
            return None
        if "forget" in request.form:
            operations.forget_unsaved(current_user, self.place)
            flash(_("Thrown away. This is how it stands."))
            return redirect(here(), code=303)
        if "X-Autosave" not in request.headers:
            return None
        sent = {name: request.form.getlist(name) for name in request.form if name not in OF_MACHINES}
        is_kept = operations.keep_unsaved(current_user, self.place, self.gathering, sent, request.form.get("key", ""))
        return jsonify(url=here()), 200 if is_kept else 409

    def done(self) -> None:
        """It was saved: nothing of it waits any more."""
        operations.let_go_of_saved(current_user, self.place, self.gathering, request.form.get("key", ""))
