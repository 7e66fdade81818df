"""What the clock does for frozen stocktakes: making the files that were asked for."""

import logging
import time

from app.core.database import db
from app.core.wording import in_language
from app.reports import messages, operations, queries
from app.reports.exports import MAKERS, CannotPrint
from app.reports.exports.progress import Tell
from app.reports.models import ReportState

EVERY = 1.0  # seconds between two times that the page can tell how far a file is
log = logging.getLogger(__name__)


def make_reports() -> int:
    """Makes the file that is next, in two runs: first it says so, so that whoever waits sees it; then it is made.

    A worker that stops in the middle leaves a row that says "being made", and the next one begins anew.
    """
    file = queries.next_file()
    if file is None:
        return 0
    if file.state is ReportState.ASKED:
        operations.begin(file)
        return 1
    contents = operations.contents_of(file)
    if contents is None:
        operations.make_void(file)
        return 1
    (frozen, about), key, spoken, make = contents, file.id, file.language, MAKERS[file.form]
    db.session.rollback()  # nothing was written yet: nobody waits for the database while the file is made
    try:
        with in_language(spoken):
            content = make(frozen, about, teller(key))
    except CannotPrint as fault:
        log.error("a report was not made: %s", fault)
        content = b""
    again = queries.file_by_id(key)
    if again is not None:  # else its owner threw it away meanwhile
        operations.finish(again, content, operations.mark_of(frozen)) if content else operations.give_up(again)
        messages.file_is_ready(again)
    return 1


def teller(file_id: int) -> Tell:
    """Keeps how far a file is, now and then."""
    last = time.monotonic()

    def tell(part: float) -> None:
        nonlocal last
        if time.monotonic() - last >= EVERY:
            last = time.monotonic()
            queries.note_progress(file_id, int(100 * part))

    return tell
