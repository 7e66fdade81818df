"""What the contributor does with the own contribution: approve, change, withdraw, answer."""

from collections.abc import Mapping
from typing import Any

from app.accounts.models import Person
from app.accounts.operations import void_export
from app.contributions import messages, queries
from app.contributions.models import Contribution, Proposal, Side, Status, Step, Withdrawn
from app.contributions.operations.contact import forget_callback, forget_news
from app.contributions.operations.conversation import said_just_now, say, say_to_desk, stop_host
from app.contributions.operations.freezing import not_frozen
from app.contributions.operations.looking_again import stop_looking
from app.contributions.operations.on_behalf import is_typed_by
from app.contributions.operations.own_words import forget_own_words
from app.contributions.operations.publication import publish, relist, withdraw_from_lists
from app.contributions.operations.reading import readers_are_done
from app.contributions.operations.remembering import remember
from app.contributions.operations.submission import may_speak_for
from app.contributions.reading_mark import TEXTS, mark_of
from app.core import clock
from app.core.database import db
from app.core.errors import Refusal
from app.core.wording import _

ENDED = (Status.REFUSED, Status.WITHDRAWN)
TO_MOVE = (Status.WAITING_FOR_APPROVAL, Status.RETURNED)  # the contributor is


def open_proposal(contribution: Contribution) -> Proposal | None:
    """The text that the desk proposed and that still waits for the contributor's answer."""
    sent = [p for p in contribution.proposals if p.by_id is not None and p.sent_at is not None]
    return sent[-1] if sent and sent[-1].answered_at is None else None


def approve(contribution: Contribution, seen: str) -> None:
    """The contributor agrees with the text as it is proposed, or as it stands. It becomes visible at once.

    `seen` is the mark of the text that they had before them. Raises Refusal when nothing waits for approval,
    or when another text does by now.
    """
    waits_for_approval(contribution)
    proposal = open_proposal(contribution)
    if seen != mark_now(contribution, proposal):
        raise Refusal(_("The text was changed after you opened this page. Read it once more before you say yes."))
    if proposal is not None:
        take_over(contribution, proposal)
        proposal.answered_at, proposal.approved = clock.now(), True
    note(contribution, "approved")
    if readers_are_done(contribution):
        publish(contribution, by_role="contributor")
    else:
        back_to_the_desk(contribution)
    messages.moved_by_contributor()


def mark_now(contribution: Contribution, proposal: Proposal | None) -> str:
    """Of all that stands before its contributor when they say yes or no."""
    return mark_of(proposal or contribution, queries.words_that_wait(contribution), costs=contribution)


def waits_for_approval(contribution: Contribution) -> None:
    if contribution.status is not Status.WAITING_FOR_APPROVAL:
        raise Refusal(_("There is nothing to approve at this moment. The page shows how it stands now."))


def take_over(contribution: Contribution, proposal: Proposal) -> None:
    not_frozen(contribution)
    for name in TEXTS:
        setattr(contribution, name, getattr(proposal, name))


def refuse_proposal(contribution: Contribution, why: str, seen: str = "") -> None:
    """The contributor does not agree with the text of the desk; the own text stays, and the desk reads again.

    Raises Refusal when nothing waits, or when another text does than the one with the mark `seen`.
    """
    waits_for_approval(contribution)
    proposal = open_proposal(contribution)
    if seen and seen != mark_now(contribution, proposal):
        raise Refusal(_("The text was changed after you opened this page. Read it once more before you say no."))
    if proposal is not None:
        proposal.answered_at, proposal.approved = clock.now(), False
    if why:
        say(contribution, Side.DESK, why)
    note(contribution, "disagreed")
    read_again(contribution)


def change(contribution: Contribution, costs: Mapping[str, Any] | None = None, **texts: str) -> None:
    """The contributor writes another text, by the names of TEXTS. Two people read it; until then nobody else does.

    So it is with what an answer cost, by the names of COSTS; without `costs` that stays as it is. The same once more
    changes nothing, unless the contributor was to move. Raises Refusal when the contribution was withdrawn or refused,
    or is frozen.
    """
    has_not_ended(contribution)
    not_frozen(contribution)
    said = dict.fromkeys(TEXTS, "") | texts | dict(costs or {})
    if contribution.status not in TO_MOVE and all(getattr(contribution, name) == said[name] for name in said):
        return
    remember(contribution, "changed")
    for proposal in contribution.proposals:  # also what the desk did not send yet: it says what the old text said
        if proposal.answered_at is None:
            proposal.answered_at, proposal.approved = clock.now(), False
    for name in said:
        setattr(contribution, name, said[name])
    note(contribution, "changed")
    read_again(contribution)


def read_again(contribution: Contribution) -> None:
    """Every reader has to accept anew, and what was visible is not, until they have."""
    for reading in contribution.readings:
        reading.accepted_at = reading.accepted_proposal_id = None
    if contribution.status is Status.PUBLISHED:
        withdraw_from_lists(contribution)
    back_to_the_desk(contribution)
    messages.moved_by_contributor()


def back_to_the_desk(contribution: Contribution) -> None:
    """The desk is to move: its clock runs on."""
    contribution.status = Status.READING if contribution.readings else Status.RECEIVED
    if contribution.clock_since is None:
        contribution.clock_since = clock.today()
    db.session.flush()


def has_not_ended(contribution: Contribution) -> None:
    if contribution.status in ENDED:
        raise Refusal(_("This contribution has been closed. You can share a new one."))


def answer_desk(contribution: Contribution, text: str) -> None:
    """The contributor says something to the desk, asked or not. While it is being read, the desk is to move again.

    The same answer twice is one.
    """
    has_not_ended(contribution)
    if said_just_now(queries.remarks_on(contribution, Side.DESK), True, text):
        return
    say_to_desk(contribution, text)
    note(contribution, "answered")
    if contribution.status in (Status.RETURNED, Status.RECEIVED, Status.READING):
        back_to_the_desk(contribution)


def withdraw(contribution: Contribution) -> None:
    """Takes the contribution back: out of every list at once. A second time changes nothing.

    When the log that outlives a restore cannot be written, nothing happens: so it is with all that shows less.
    """
    if contribution.status is Status.WITHDRAWN:
        return
    has_not_ended(contribution)
    remember(contribution, "withdrawn")
    if queries.may_be_shown_today(contribution):
        db.session.add(Withdrawn(public_id=contribution.public_id, audience=contribution.audience))
    contribution.status, contribution.clock_since = Status.WITHDRAWN, None
    note(contribution, "withdrawn")
    withdraw_from_lists(contribution)
    forget_callback(contribution)
    stop_host(contribution)
    forget_news(contribution)
    stop_looking(contribution)
    forget_own_words(contribution)
    if contribution.author is not None:
        void_export(contribution.author)
    messages.moved_by_contributor()


def may_prove(contribution: Contribution, by: Person) -> bool:
    """Whether the address of this person says where the contributor works: not that of who typed it over for them."""
    return may_speak_for(contribution.organisation, by) and not is_typed_by(contribution, by)


def confirm_organisation(contribution: Contribution, by: Person) -> None:
    """Confirms that the contributor works where they say, by their own confirmed address there.

    Raises Refusal when this person has no confirmed address at that organisation.
    """
    if not may_prove(contribution, by):
        raise Refusal(_("First confirm your e-mail address at this organisation, on your own page."))
    if contribution.confirmed_at is not None:
        return
    contribution.confirmed_at, contribution.confirmed_by = clock.now(), "address"
    note(contribution, "confirmed")
    db.session.flush()
    relist(contribution)


def note(contribution: Contribution, what: str) -> None:
    contribution.steps.append(Step(what=what, by_role="contributor"))
