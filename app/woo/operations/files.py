"""The file that is handed out: asked for, made by a job, for one person, for a few days, void when anything changes."""

import hashlib
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from app.accounts.models import User
from app.core import clock
from app.core.database import db
from app.core.destruction import destroyed
from app.core.errors import Refusal
from app.core.files import folder_of, remove_private, write_private
from app.core.security import random_id
from app.core.trail import note
from app.core.wording import _, ngettext
from app.woo import queries
from app.woo.documents import mark_of_parts
from app.woo.models import FileState, WooFile, WooItem, WooRequest
from app.woo.operations.judging import mark_of
from app.woo.permissions import may_judge

KEPT_FOR = timedelta(days=3)
GONE = mark_of_parts([])


def ask_for_file(request: WooRequest, by: User) -> WooFile:
    """Asks for the file anew. Raises Refusal until two people hold the same of every document.

    One that is being made is waited for. What is too near to this handler is refused in the same words as what is not
    judged yet: they may not know of it.
    """
    items = queries.items_of(request)
    if not items or any(not item.is_settled or not may_judge(by, item) for item in items):
        raise Refusal(
            _(
                "The file cannot be made yet. Two people have to agree on every document first. Is that so for what "
                "you see? Then let another handler make the file."
            )
        )
    if changed := changed_since(items):
        raise Refusal(
            ngettext(
                "%(num)s document was changed after the request came in. Open it, and say which text counts.",
                "%(num)s documents were changed after the request came in. Open them, and say which text counts.",
                len(changed),
            )
        )
    found, mark = queries.file_for(by, request), mark_of_all(items)
    if found is not None and found.state is FileState.ASKED and found.mark == mark:
        return found
    if found is not None:
        forget(found)
    file = WooFile(request_id=request.id, user_id=by.id, mark=mark, expires_at=clock.now() + KEPT_FOR)
    db.session.add(file)
    note("woo file asked for", request.public_id, by.id)
    db.session.flush()
    return file


def mark_of_all(items: Sequence[WooItem]) -> str:
    return hashlib.sha256(" ".join(mark_of(item) for item in items).encode()).hexdigest()


def changed_since(items: Sequence[WooItem]) -> list[WooItem]:
    """The documents of which the original was changed or deleted after somebody last decided which text counts."""
    now = queries.as_they_are_now((item.key, item.contribution_id) for item in items)
    marks = {key: mark_of_parts(document.kept_parts()) for key, document in now.items()}
    return [item for item in items if marks.get(item.key, GONE) != item.seen_mark]


def is_void(file: WooFile) -> bool:
    """Whether something in it is not as it was: a judgement, what is blacked out, or an original."""
    items = queries.items_of(file.request)
    settled = all(item.is_settled for item in items)
    return not settled or mark_of_all(items) != file.mark or bool(changed_since(items))


def make_void(file: WooFile) -> None:
    drop(file)
    file.state = FileState.VOID
    db.session.flush()


def finish(file: WooFile, content: bytes) -> None:
    """Puts the file where only this program reads it. Where that cannot be done, its owner may ask again."""
    name = f"{random_id()}.zip"
    try:
        write_private(folder() / name, content)
    except OSError:
        give_up(file)
        return
    file.state, file.file_name, file.expires_at = FileState.READY, name, clock.now() + KEPT_FOR


def give_up(file: WooFile) -> None:
    file.state = FileState.FAILED


def fetched(file: WooFile) -> None:
    note("woo file fetched", file.request.public_id, file.user_id)


def folder() -> Path:
    return folder_of("woo")


def file_of(file: WooFile) -> Path:
    return folder() / file.file_name


def drop(file: WooFile) -> None:
    if file.file_name:
        remove_private(file_of(file))
        file.file_name = ""


def forget(file: WooFile) -> None:
    drop(file)
    db.session.delete(file)
    db.session.flush()


def forget_files() -> int:
    """Deletes the files that have expired, are void, or belong to nobody any more; how many expired."""
    kept = {file.file_name for file in queries.files()}  # what goes below, goes with its row
    gone = [file for file in queries.files() if file.expires_at <= clock.now()]
    for file in gone:
        forget(file)
    for file in queries.files():
        if file.state is FileState.READY and is_void(file):
            make_void(file)
    before = (clock.now() - timedelta(hours=1)).timestamp()  # a file that is being made has no row yet
    for path in folder().iterdir():
        if path.name not in kept and path.stat().st_mtime < before:
            path.unlink(missing_ok=True)
    return destroyed("woo_file", len(gone), f"{KEPT_FOR.days} days")
