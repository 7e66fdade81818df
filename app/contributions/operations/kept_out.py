"""Who may not read along once more, for a story that was visible and whose list of those was deleted with the name.

New readers may come when photos are added later, when the text is changed, or when more of it is shown. Nobody knows
any more to which organisations they are too near, so the contributor is asked again; what they say is kept until the
photos have been judged, or until the story is visible again.
"""

from collections.abc import Iterable

from app.accounts.models import Organisation
from app.contributions import queries
from app.contributions.models import Contribution, Status
from app.contributions.operations.follow import ENDED, back_to_the_desk
from app.contributions.operations.holding import IN_VIEW
from app.contributions.operations.purging import keep_host_out, may_be_purged
from app.contributions.operations.reading import is_too_near
from app.core.database import db


def has_lost_its_list(contribution: Contribution) -> bool:
    """Whether who may not read it along was deleted, or is kept for a while only."""
    return contribution.status in IN_VIEW and may_be_purged(contribution)


def may_name_anew(contribution: Contribution) -> bool:
    """Whether its contributor may say once more who stays out: it is, or was, visible without a name."""
    if contribution.status in IN_VIEW:
        return has_lost_its_list(contribution)
    was_visible = contribution.published_at is not None and contribution.status not in ENDED
    return was_visible and not contribution.names_organisation


def keep_out(contribution: Contribution, organisations: Iterable[Organisation]) -> None:
    """Lets nobody of these organisations read it from now on, also not who did; instead of those named before."""
    if not may_name_anew(contribution):
        return
    contribution.kept_from = list(organisations)
    near = [reading for reading in contribution.readings if is_too_near(contribution, reading.reader)]
    for reading in near if contribution.kept_from else ():
        contribution.readings.remove(reading)
    if contribution.status is Status.READING:
        back_to_the_desk(contribution)  # perhaps nobody reads it any more
    db.session.flush()


def let_go_of_list(contribution: Contribution) -> None:
    """Deletes it again as soon as no photo waits for its contributor or for the desk."""
    waits = any(photo.approved_at is None and not photo.has_ended for photo in contribution.photos)
    if contribution.kept_from and has_lost_its_list(contribution) and not waits:
        keep_host_out(contribution)
        contribution.kept_from.clear()
        db.session.flush()


def let_go_of_lists() -> None:
    """The same for whatever was left: the photo was never described, or the scanner found something in it."""
    for contribution in queries.visible_with_a_list():
        let_go_of_list(contribution)
