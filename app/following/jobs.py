"""What the clock starts: finding what happened, putting it before who follows it, and telling them in batches."""

import logging

from app.core import clock
from app.core.database import keep_now
from app.following import operations
from app.following.operations.telling import Looked

log = logging.getLogger(__name__)


def tell_followers() -> int:
    """One round; how many mails it wrote. Each batch is kept by itself, so a round that stops goes on where it was."""
    operations.find()
    keep_now()
    operations.spread()
    keep_now()
    moment, looked, mails = clock.now(), Looked(), 0
    after, batches = 0, 0
    while True:
        last, count = operations.tell_some(after, moment, looked)
        keep_now()
        if last is None:
            return mails
        after, mails, batches = last, mails + count, batches + 1
        log.info("telling followers: %d looked at or more, %d mails written", (batches - 1) * 200 + 1, mails)
