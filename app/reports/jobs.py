"""What the clock does for frozen stocktakes: freezing the piles, and making the files, that were asked for."""

import logging
import time
from collections.abc import Callable
from datetime import datetime

from app.core.database import db, only_reading
from app.core.wording import in_language
from app.reports import messages, operations, permissions, queries
from app.reports.exports import MAKERS, CannotPrint
from app.reports.exports.progress import Tell
from app.reports.models import Freezing, ReportState

EVERY = 1.0  # seconds between two times that the page can tell how far a file is
log = logging.getLogger(__name__)


def freeze_piles() -> int:
    """Freezes the pile that is next, in two runs: first it says so, so that whoever waits sees it; then it is done.

    A worker that stops in the middle leaves the wish and nothing else, and the next one begins anew. So does a run that
    finds that a story was withdrawn while it read.
    """
    asked = queries.next_freezing()
    if asked is None:
        return 0
    if asked.state is ReportState.ASKED:
        operations.begin_freezing(asked)
        return 1
    key, asked_at = asked.pile_id, asked.asked_at
    if not operations.may_go_on(asked):
        fail(key, asked_at)
        return 1
    db.session.rollback()  # nothing was written yet: nobody waits for the database while everything is read
    queries.note_try(key)
    copies = None
    with only_reading():
        asked = queries.freezing_of(key)
        if asked is not None:
            copies = operations.copies_of(asked, teller(key, queries.note_how_far))
    if copies is None:
        return 1
    if copies.are_empty:
        fail(key, asked_at)
        return 1
    asked = wish_of(key, copies.asked_at)
    if asked is not None and operations.may_go_on(asked, begins=False):
        by = asked.asked_by
        if operations.keep(asked, copies):
            messages.pile_is_frozen(by)
        else:
            operations.begin_anew(asked)
    return 1


def wish_of(pile_id: int, asked_at: datetime) -> Freezing | None:
    """This one and no later one, while it is waited for, held until the end; None when another worker was quicker."""
    asked = queries.freezing_of(pile_id, to_change=True)
    return asked if asked is not None and asked.asked_at == asked_at and asked.is_waited_for else None


def fail(pile_id: int, asked_at: datetime) -> None:
    asked = wish_of(pile_id, asked_at)
    if asked is not None:
        operations.give_up_freezing(asked)
        if permissions.may_freeze(asked.asked_by):  # else it is no news for them any more
            messages.pile_is_frozen(asked.asked_by, failed=True)


def make_reports() -> int:
    """Makes the file that is next, in two runs: first it says so, so that whoever waits sees it; then it is made.

    A worker that stops in the middle leaves a row that says "being made", and the next one begins anew. So does the
    next run when something was withdrawn meanwhile: then nothing of what was made is kept.
    """
    file = queries.next_file()
    if file is None:
        return 0
    if file.state is ReportState.ASKED:
        operations.begin(file)
        return 1
    contents = operations.contents_of(file, whole=True)
    if contents is None:
        operations.make_void(file)
        return 1
    (frozen, about), key, spoken, make = contents, file.id, file.language, MAKERS[file.form]
    db.session.rollback()  # nothing was written yet: nobody waits for the database while the file is made
    try:
        with in_language(spoken):
            content = make(frozen, about, teller(key, queries.note_progress))
    except CannotPrint as fault:
        log.error("a report was not made: %s", fault)
        content = b""
    again = queries.file_being_made(key)
    if again is not None:  # else its owner threw it away meanwhile, or something was withdrawn from its stocktake
        operations.finish(again, content, operations.mark_of(frozen)) if content else operations.give_up(again)
        if again.state in (ReportState.READY, ReportState.FAILED):
            messages.file_is_ready(again)
    return 1


def teller(key: int, note: Callable[[int, int], None]) -> Tell:
    """Keeps how far something is, now and then."""
    last = time.monotonic()

    def tell(part: float) -> None:
        nonlocal last
        if time.monotonic() - last >= EVERY:
            last = time.monotonic()
            note(key, int(100 * part))

    return tell
