"""What becomes of contributions when the person behind them goes: without a trace of who it was, or not at all."""

from app.accounts.models import Role, User
from app.accounts.queries import people_with
from app.contributions import queries
from app.contributions.disclosure import period_of
from app.contributions.models import Contribution, Side, Status, Step, Withdrawn
from app.contributions.operations.contact import forget_callback, forget_news
from app.contributions.operations.follow import ENDED, read_again
from app.contributions.operations.looking_again import stop_looking
from app.contributions.operations.own_words import forget_own_words
from app.contributions.operations.photo_files import (
    forget_makers,
    judge_photos_anew,
    let_go_of_all,
    let_go_of_what_nobody_can_finish,
)
from app.contributions.operations.publication import relist, withdraw_from_lists
from app.contributions.operations.reading import step_down
from app.contributions.operations.remembering import remember
from app.core.database import db
from app.core.errors import Refusal
from app.core.revisions import begin_anew
from app.core.wording import _


def leave_behind(contribution: Contribution) -> None:
    """Keeps the text as that of "somebody of a municipality": unnamed for good, the place and the year coarse.

    A text that was read with its organisation beside it may tell the name itself: two people read it again. So they
    do when it was held back.
    """
    place, named = contribution.place, contribution.names_organisation
    held = contribution.status is Status.HELD  # who objected to it is not there any more to hear what came of that
    if place is not None:
        contribution.coarse_size, contribution.coarse_part = place.size, place.part
    if contribution.year is not None:
        contribution.year = period_of(contribution.year)
    contribution.author = contribution.place = contribution.organisation = None
    contribution.organisation_kind = contribution.role = contribution.confirmed_at = None
    contribution.neighbourhood = contribution.organisation_name = contribution.confirmed_by = ""
    contribution.names_organisation = False
    contribution.steps.append(Step(what="left", by_role="contributor"))
    forget_addresses(contribution)
    let_go_of_what_nobody_can_finish(contribution)
    forget_makers(contribution)
    forget_own_words(contribution)
    if named:
        judge_photos_anew(contribution)
    for side in Side:
        queries.delete_conversation(contribution, side)
    db.session.flush()
    if held or (named and contribution.status is Status.PUBLISHED):
        read_again(contribution)
    else:
        relist(contribution)


def take_away(contribution: Contribution) -> None:
    """Takes the contribution out of every list, and deletes it with all that hangs on it, now."""
    remember(contribution, "taken_away")
    if queries.may_be_shown_today(contribution):
        db.session.add(Withdrawn(public_id=contribution.public_id, audience=contribution.audience))
    forget_addresses(contribution)
    withdraw_from_lists(contribution)
    let_go_of_all(contribution)
    queries.delete_contribution(contribution)
    begin_anew(queries.LISTINGS)  # its listings are gone, so no process can read there that it is


def forget_addresses(contribution: Contribution) -> None:
    forget_callback(contribution)
    forget_news(contribution)
    stop_looking(contribution)


def stays(contribution: Contribution) -> bool:
    """Whether there is a choice: what was withdrawn or refused goes in any case."""
    return contribution.status not in ENDED


def hand_over_reading(user: User) -> None:
    """Lets others read what this person was reading. What they proposed stays a proposal of the desk.

    Raises Refusal when there is nobody else at the desk to hand a proposal to.
    """
    for reading in queries.readings_by(user):
        if reading.contribution.status is Status.READING:
            step_down(reading.contribution, by=user)
    others = [editor for editor in people_with(Role.EDITOR) if editor.id != user.id]
    proposals = queries.proposals_by(user)
    if proposals and not others:
        raise Refusal(_("You are the only editor, and texts of yours wait. Invite another editor first."))
    for proposal in proposals:
        proposal.by_id = others[0].id
    db.session.flush()
