"""What is deleted of a text without a name on the day that it becomes visible: all that could lead to its contributor.

What stays is the approved text, the coarse place, the two years, and whether a partner of the deal sent it, when
there are enough partners for that to tell nothing.
"""

from app.contributions import queries
from app.contributions.disclosure import period_of
from app.contributions.models import Contribution, Side, Step
from app.contributions.operations.photo_files import forget_makers, let_go_of_what_ended
from app.contributions.permissions.conversation import keeps_out
from app.core.database import db

ENOUGH_PARTNERS = 5  # of the deal's members, so that "one of them" points at nobody


def may_be_purged(contribution: Contribution) -> bool:
    """Whether its contributor wants no name with it, and no Woo request keeps it.

    A name that still waits for proof is kept until it is there.
    """
    return not contribution.names_organisation and not contribution.is_frozen


def purge(contribution: Contribution) -> None:
    """Deletes the hidden fields, the other versions of the text, and what was said about it; once is enough."""
    if not may_be_purged(contribution):
        return
    before = hidden_fields(contribution)
    keep_the_coarse(contribution)
    contribution.place = contribution.organisation = contribution.follows_up = None  # that, too, names a municipality
    contribution.neighbourhood = contribution.organisation_name = contribution.confirmed_by = ""
    contribution.organisation_kind = contribution.role = contribution.confirmed_at = None
    contribution.proposals.clear()
    keep_host_out(contribution)
    if contribution.on_behalf is not None:
        contribution.on_behalf.by_id = None  # a host of that municipality, most often
    contribution.kept_from.clear()
    queries.delete_conversation(contribution, Side.DESK)
    let_go_of_what_ended(contribution)
    forget_makers(contribution)
    for step in contribution.steps:
        if step.by_role != "administrator":  # the reference of a Woo request tells nothing of the contributor
            step.note = ""
    if before:
        contribution.steps.append(Step(what="purged", by_role="clock"))
    db.session.flush()


def keep_host_out(contribution: Contribution) -> None:
    """Lets the host municipality ask nothing, when one of its hosts is of an organisation that may not read along.

    Of which organisations that was nothing remains after this. The contributor can allow it anew.
    """
    conversation = queries.conversation_of(contribution, Side.HOST)
    challenge = conversation.challenge if conversation else None
    if challenge is not None and contribution.kept_from:
        near = set[int]().union(*(host.user.employers() for host in challenge.hosts))
        if keeps_out(contribution, near | {challenge.organisation_id}):
            queries.delete_conversation(contribution, Side.HOST)


def keep_the_coarse(contribution: Contribution) -> None:
    """Puts the class of the place and the first of the two years where the exact ones stood."""
    place = contribution.place
    if contribution.hides_place:
        contribution.coarse_size = contribution.coarse_part = None
    elif place is not None:
        contribution.coarse_size, contribution.coarse_part = place.size, place.part
    if contribution.year is not None:
        contribution.year = period_of(contribution.year)
    sender = contribution.organisation
    if sender is not None and queries.number_of_partners() >= ENOUGH_PARTNERS:
        contribution.from_partner = sender.is_partner


def hidden_fields(contribution: Contribution) -> bool:
    """Whether there is anything that others do not see."""
    named = (contribution.place, contribution.organisation, contribution.neighbourhood, contribution.organisation_name)
    return any((*named, contribution.organisation_kind, contribution.role, contribution.proposals))
