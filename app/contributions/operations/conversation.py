"""What a contributor and the desk, or the hosts of one challenge, say to each other."""

from collections.abc import Sequence

from app.accounts.models import User
from app.challenges.models import Challenge
from app.contributions import messages, queries
from app.contributions.models import Audience, Contribution, Conversation, Remark, Side, Step
from app.contributions.operations.host_phone import forget_host_phone
from app.contributions.operations.remembering import remember
from app.contributions.operations.telling import readings_that_count, tell_contributor_of, tell_desk_of
from app.contributions.permissions import stage
from app.contributions.permissions.conversation import (
    ends_on,
    has_arrived,
    is_asking,
    is_running,
    keeps_out,
    may_hear,
    may_write_as_host,
    oldest_month,
)
from app.core import clock
from app.core.clock import midnight
from app.core.database import db
from app.core.destruction import destroyed
from app.core.errors import Refusal
from app.core.wording import _, lazy

MOST_IN_A_ROW = 10  # of the desk or the contributor, before the other one answers


def conversation_with(contribution: Contribution, side: Side) -> Conversation:
    """The conversation with this side; it begins when nothing was said yet."""
    found = queries.conversation_of(contribution, side)
    if found is None:
        found = Conversation(contribution=contribution, side=side)
        db.session.add(found)
        db.session.flush()
    return found


def say(contribution: Contribution, side: Side, text: str, by: User | None = None) -> Conversation:
    """Adds what somebody of the desk or a host says, or the contributor (nobody's name)."""
    conversation = conversation_with(contribution, side)
    said = Remark(contribution_id=contribution.id, side=side, from_contributor=by is None, text=text, at=clock.now())
    said.by_id = by.id if by is not None else None
    db.session.add(said)
    db.session.flush()
    return conversation


def saw(contribution: Contribution, side: Side, shown: int, viewer: Side | None = None, by: User | None = None) -> None:
    """Notes that somebody read as many remarks as stood on their page: the contributor, or whoever is of this side.

    `by` is the reader at the desk, who may see only a part of it.
    """
    conversation = queries.conversation_of(contribution, side)
    remarks = queries.remarks_on(contribution, side)
    visible = [remark for remark in remarks if viewer is not Side.HOST or has_arrived(remark)]
    if by is not None:
        visible = [remark for remark in visible if may_hear(by, contribution, remark.at)]
    if conversation is None or not 0 < shown <= len(visible):
        return
    name = "contributor_saw_at" if viewer is None else "other_saw_at"
    before, at = getattr(conversation, name), visible[shown - 1].at
    setattr(conversation, name, max(before, at) if before else at)
    db.session.flush()


def say_to_desk(contribution: Contribution, text: str) -> None:
    """The contributor asks or answers the desk. Raises Refusal when that is over, or nobody is there to read it."""
    if not is_running(contribution):
        raise Refusal(_("This conversation has ended."))
    if not is_heard(contribution):
        raise Refusal(_("The editors who read your story are not at the desk any more. Mail or call us instead."))
    not_too_many(queries.remarks_on(contribution, Side.DESK), True, MOST_IN_A_ROW)
    conversation = say(contribution, Side.DESK, text)
    tell_desk_of(conversation, lazy("A contributor has answered or changed something"))


def is_heard(contribution: Contribution) -> bool:
    """Whether somebody of the desk may read what its contributor says.

    Once it is visible only its readers may: nobody knows any more whom the contributor kept from reading along.
    """
    return stage(contribution) == "before" or queries.has_readers_left(contribution)


def not_too_many(remarks: Sequence[Remark], from_contributor: bool, most: int) -> None:
    """Raises Refusal when one of the two has said this much without an answer."""
    last = remarks[-most:]
    if len(last) == most and all(remark.from_contributor is from_contributor for remark in last):
        raise Refusal(_("First wait for an answer."))


def said_just_now(remarks: Sequence[Remark], from_contributor: bool, text: str) -> bool:
    """Whether this is what was said last: a button that is pressed twice says it once."""
    return bool(remarks) and remarks[-1].from_contributor is from_contributor and remarks[-1].text == text


def offers_host(contribution: Contribution, challenge: Challenge | None) -> bool:
    """Whether its contributor can let the hosts of this challenge ask something: never of what only members read."""
    return contribution.audience is Audience.PUBLIC and is_asked_by(contribution, challenge)


def is_asked_by(contribution: Contribution, challenge: Challenge | None) -> bool:
    """Whether hosts of this challenge could ask something of it, if they read it."""
    return (
        challenge is not None
        and is_asking(challenge.status)
        and stage(contribution) != "ended"
        and not keeps_out(contribution, {challenge.organisation_id})
    )


def let_host_ask(contribution: Contribution, challenge: Challenge | None = None) -> None:
    """The contributor lets hosts ask something: of the challenge that it answers, or of this one that it stands with.

    A second time changes nothing. Once something was asked it stays with that challenge: other hosts read none of it.
    """
    asking = challenge or contribution.challenge
    conversation = queries.conversation_of(contribution, Side.HOST)
    if conversation is not None and conversation.lets_host_ask and conversation.challenge == asking:
        return
    if not offers_host(contribution, asking) or (conversation is not None and is_taken(conversation, asking)):
        raise Refusal(_("The host municipality cannot ask you anything about this story."))
    conversation = conversation or conversation_with(contribution, Side.HOST)
    conversation.challenge = asking
    conversation.allowed_at, conversation.closed_at = clock.now(), None
    db.session.flush()


def is_taken(conversation: Conversation, challenge: Challenge | None) -> bool:
    """Whether it was stopped for good, or is with the hosts of another challenge."""
    return conversation.stopped_at is not None or conversation.challenge != challenge


def stop_host(contribution: Contribution, challenge: Challenge | None = None) -> None:
    """The hosts can ask nothing any more, and see nothing of what was said; works at once. Or only those of one."""
    conversation = queries.conversation_of(contribution, Side.HOST)
    if conversation is None or not conversation.lets_host_ask or challenge not in (None, conversation.challenge):
        return
    remember(contribution, "host_stopped")
    forget_host_phone(contribution)
    if queries.remarks_on(contribution, Side.HOST):
        conversation.closed_at = clock.now()
        db.session.flush()
    else:
        queries.delete_conversation(contribution, Side.HOST)


def ask_as_host(conversation: Conversation, text: str, by: User) -> None:
    """A host asks the contributor the one question that the hosts of a challenge have for each answer."""
    if not may_write_as_host(by, conversation):
        raise Refusal(_("This conversation has ended."))
    contribution = conversation.contribution
    asked = [remark for remark in queries.remarks_on(contribution, Side.HOST) if not remark.from_contributor]
    if said_just_now(asked, False, text):
        return
    if asked:
        raise Refusal(_("You asked your one question about this answer already. The page says what else you can do."))
    say(contribution, Side.HOST, text, by)
    tell_contributor_of(conversation, lazy("There is a message for you"))


def may_answer_host(contribution: Contribution, conversation: Conversation | None, remarks: Sequence[Remark]) -> bool:
    """Whether a host asked something, and may read an answer.

    Who was asked before the challenge closed can still answer that, once: closing it cuts off nobody who was asked.
    """
    if conversation is None or conversation.challenge is None or not conversation.lets_host_ask:
        return False
    by_contributor = {remark.from_contributor for remark in remarks}
    takes_more = is_asking(conversation.challenge.status) or True not in by_contributor
    return takes_more and False in by_contributor and is_running(contribution, conversation)


def answer_host(contribution: Contribution, text: str) -> None:
    """The contributor answers the host, who reads it the day after."""
    remarks = queries.remarks_on(contribution, Side.HOST)
    if said_just_now(remarks, True, text):
        return
    if not may_answer_host(contribution, queries.conversation_of(contribution, Side.HOST), remarks):
        raise Refusal(_("This conversation has ended."))
    not_too_many(remarks, True, MOST_IN_A_ROW)
    say(contribution, Side.HOST, text)


def report(contribution: Contribution) -> None:
    """The contributor asks the desk to look at the conversation with the host, which it cannot see before that."""
    conversation = queries.conversation_of(contribution, Side.HOST)
    if conversation is None or not queries.remarks_on(contribution, Side.HOST):
        raise Refusal(_("There is no conversation with the host municipality."))
    if not readings_that_count(contribution):
        raise Refusal(_("The editors who read your story are not at the desk any more. Mail or call us instead."))
    if conversation.reported_at is None:
        conversation.reported_at = clock.now()
        note(contribution, "reported", None)
        readers = [reading.reader for reading in readings_that_count(contribution)]
        messages.to_desk(lazy("A contributor asks you to look at a conversation"), readers)


def settle(conversation: Conversation, stop: bool, by: User) -> None:
    """The desk has looked: the conversation goes on, or stops for good. Either way the desk sees it no longer."""
    conversation.reported_at = None
    if stop:
        remember(conversation.contribution, "host_stopped")
        conversation.stopped_at = clock.now()
        forget_host_phone(conversation.contribution)
    note(conversation.contribution, "stopped" if stop else "settled", by)


def note(contribution: Contribution, what: str, by: User | None) -> None:
    role = "contributor" if by is None else "editor"
    contribution.steps.append(Step(what=what, by_role=role, by_id=by.id if by else None))
    db.session.flush()


def end_conversations() -> int:
    """Deletes the conversations whose last day has come; how many. What is frozen waits until that is lifted."""
    count = 0
    for conversation in queries.may_have_ended(midnight(oldest_month())):
        last = ends_on(conversation.contribution, conversation)
        if last is not None and last <= clock.today():
            queries.delete_conversation(conversation.contribution, conversation.side)
            count += 1
    return destroyed("conversation", count, "conversation_days")
