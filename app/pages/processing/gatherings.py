"""What is kept of gatherings and of who comes to them."""

from app.core.wording import lazy
from app.pages.processing.kept import Kept

GATHERINGS = (
    Kept(
        what=lazy("Who organises a gathering, helps at the door or takes notes"),
        why=lazy("So that they can do so, and hand it over"),
        seen_by=lazy("The organisers, and administrators"),
        columns=("gathering_task.user_id", "gathering_task.email"),
        until=lazy("A day after the gathering for helpers, 14 days for note takers, a year for organisers"),
        job="forget-gathering-tasks",
    ),
    Kept(
        what=lazy("Addresses at a gathering"),
        why=lazy("So that people can ask something, and the caterer knows how many come"),
        seen_by=lazy("Everybody sees the address to ask; that of the caterer only the organisers"),
        columns=("gathering.contact_email", "gathering.caterer_email"),
        until=lazy("As long as the gathering"),
    ),
)
