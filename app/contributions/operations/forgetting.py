"""Deleting what was kept for a while, on the day that the page named."""

from datetime import date, timedelta

from app.contributions import queries
from app.contributions.models import Contribution
from app.core import clock, fulltext
from app.core.clock import local, midnight, months_after
from app.core.deal import deal
from app.core.destruction import destroyed


def forget_addresses() -> int:
    """Deletes the call-back and news addresses whose day has come, and who had a mail before today; how many."""
    callback, news = queries.delete_addresses_due(clock.today())
    destroyed("told_today", queries.delete_told_before(clock.today()), "1 day")
    return destroyed("callback_address", callback, "callback_days") + destroyed("news_address", news, "news_months")


def forget_drafts() -> int:
    """Deletes drafts that were not touched for `draft_days`; how many."""
    gone = queries.delete_drafts_before(clock.now() - timedelta(days=deal().draft_days))
    return destroyed("draft", gone, "draft_days")


def deleted_on(contribution: Contribution) -> date | None:
    """The day on which a story that has ended is deleted; None while it has not, or is frozen."""
    ended = queries.ended_at(contribution)
    if ended is None or contribution.is_frozen:
        return None
    return max(local(ended).date() + timedelta(days=deal().ended_days), clock.today())


def forget_ended_stories() -> int:
    """Deletes the stories that were withdrawn or refused `ended_days` ago, with all that hangs on them; how many.

    What is frozen waits: the first night after that is lifted it goes.
    Of one that others could read its random id stays, so that its address can still say that it was taken back.
    The words that went out of the index since yesterday go out of its file as well.
    """
    gone = queries.delete_ended_before(midnight(clock.today() - timedelta(days=deal().ended_days - 1)))
    fulltext.tidy_up()
    return destroyed("contribution", gone, "ended_days")


def forget_who_read() -> int:
    """Deletes the notes of who opened or handled a story `log_months` ago; how many."""
    before = midnight(months_after(clock.today(), -deal().log_months))
    looks, readings, steps = queries.delete_reading_log_before(before)
    destroyed("reading", readings, "log_months")
    destroyed("step", steps, "log_months")
    return destroyed("view_of_hidden", looks, "log_months")
