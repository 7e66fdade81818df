"""Deleting what was kept for a while, on the day that the page named."""

from datetime import timedelta

from app.contributions import queries
from app.core import clock
from app.core.deal import deal


def forget_addresses() -> int:
    """Deletes the call-back and news addresses whose day has come; how many."""
    return queries.delete_addresses_due(clock.today())


def forget_drafts() -> int:
    """Deletes drafts that were not touched for `draft_days`; how many."""
    return queries.delete_drafts_before(clock.now() - timedelta(days=deal().draft_days))
