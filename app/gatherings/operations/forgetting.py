"""Forgetting who signed up, who came, and what they wished; numbers stay."""

from app.core import clock
from app.core.clock import today
from app.core.destruction import destroyed
from app.gatherings import messages, queries
from app.gatherings.models.gathering import NAMES_LAST, WISHES_LAST
from app.gatherings.models.registration import CONFIRM_WITHIN
from app.gatherings.operations.brought import let_go_of_sent
from app.gatherings.operations.came_out import forget_what_is_over
from app.gatherings.operations.door import keep_numbers


def forget_unconfirmed() -> int:
    """Deletes what was not confirmed in time; how many. Run every hour."""
    before = clock.now() - CONFIRM_WITHIN
    messages.forget_copies(queries.unconfirmed_before(before))
    gone = queries.delete_unconfirmed(before)
    return destroyed("registration", gone, "48 hours without confirming")


def forget_old_wishes() -> int:
    """Deletes the wishes on the day that the form named; how many. Run every hour."""
    until, rule = today() - WISHES_LAST, f"{WISHES_LAST.days} days after a gathering"
    destroyed("gathering_catering", queries.delete_catering(until), rule)
    return destroyed("gathering_wishes", queries.delete_wishes(until), rule)


def forget_registrations() -> int:
    """Deletes who came, on the day that the form named, and keeps how many; how many people. Run every hour.

    And at once which contribution somebody began here, when they sent it, and what only a Woo request kept.
    """
    let_go_of_sent()
    forget_what_is_over()
    gone = given = 0
    for gathering in queries.with_names(until=today() - NAMES_LAST):
        queries.hold_seats(gathering.id)
        keep_numbers(gathering)
        given += queries.delete_given_from_experiences(gathering)
        messages.forget_copies(queries.public_ids_at(gathering))
        gone += queries.delete_registrations(gathering)
    rule = f"{NAMES_LAST.days} days after a gathering"
    destroyed("given_question", given, rule)
    return destroyed("registration", gone, rule)
