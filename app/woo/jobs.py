"""What the clock does for requests under the Woo: making the files that are handed out."""

import logging

from app.core import storage
from app.woo import messages, operations, queries
from app.woo.exports import CannotPrint, zip_of

log = logging.getLogger(__name__)


def make_files() -> int:
    """Makes the files that were asked for, and tells whoever asked; how many. What changed meanwhile is void."""
    found = queries.files_to_make()
    for file in found:
        if operations.is_void(file):
            operations.make_void(file)
            continue
        try:
            operations.finish(file, zip_of(file.request, queries.items_of(file.request)))
        except storage.Unavailable:
            break  # the pictures cannot be read at this moment: it is made the next time
        except CannotPrint as fault:
            log.error("a file for the Woo was not made: %s", fault)
            operations.give_up(file)
            continue
        messages.file_is_ready(file)
    return len(found)
