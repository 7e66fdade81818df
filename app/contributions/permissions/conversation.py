"""Who may speak with a contributor and read what was said. Asked at every request: a right that ended is no right."""

from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, and_, false, or_

from app.accounts.models import Organisation, Person, Visitor
from app.challenges.models import ChallengeStatus
from app.challenges.permissions import may_edit as may_run
from app.challenges.permissions import run_by
from app.contributions.models import Contribution, Conversation, Remark, Side, Status
from app.contributions.permissions import fields_at_the_desk, may_view, stage, visible_to
from app.core.clock import local, midnight, months_after, today, was_before_today
from app.core.deal import deal


def ends_on(contribution: Contribution, conversation: Conversation | None = None) -> date | None:
    """The day on which a conversation about this ends and is deleted; None as long as the text is not visible.

    It counts from the end of the month in which the text became visible, or in which the contributor allowed it, if
    that is later. From the month, as a host reads this day, and others see of a text no more than its month.
    """
    if stage(contribution) != "published" or contribution.published_at is None:
        return None
    since = max(local(contribution.published_at).date(), contribution.visible_from or date.min)
    if conversation is not None and conversation.allowed_at is not None:
        since = max(since, local(conversation.allowed_at).date())
    return months_after(since.replace(day=1), 1) + timedelta(days=deal().conversation_days)


def oldest_month() -> date:
    """The first day of the oldest month of which conversations still run: `ends_on`, turned round."""
    return (today() - timedelta(days=deal().conversation_days)).replace(day=1)


def is_running(contribution: Contribution, conversation: Conversation | None = None) -> bool:
    """Whether a conversation can still go on: not about what has ended, and not after its last day."""
    last = ends_on(contribution, conversation)
    return stage(contribution) != "ended" and (last is None or today() < last)


def may_talk_at_the_desk(person: Person, contribution: Contribution) -> bool:
    """Who reads the text at the desk talks with its contributor, as long as the conversation runs."""
    return bool(fields_at_the_desk(person, contribution)) and is_running(contribution)


def may_read_as_host(person: Person, conversation: Conversation) -> bool:
    """A host of the challenge that the contributor lets its hosts ask for, when every visitor reads the text.

    From the day after that was allowed; of a story that comes into view later than that, at once.
    Nobody of an organisation that the contributor keeps from it; what such a host sees is as if nothing was allowed.
    """
    contribution = conversation.contribution
    challenge = conversation.challenge
    return (
        conversation.side is Side.HOST
        and conversation.shows_to_host
        and challenge is not None
        and may_run(person, challenge)
        and may_view(Visitor(), contribution)
        and is_running(contribution, conversation)
        and not keeps_out(contribution, person.employers())
    )


def may_write_as_host(person: Person, conversation: Conversation) -> bool:
    """The same, until the challenge was closed: after that there is nothing more to ask."""
    challenge = conversation.challenge
    return may_read_as_host(person, conversation) and challenge is not None and is_asking(challenge.status)


def is_asking(status: ChallengeStatus) -> bool:
    return status is ChallengeStatus.PUBLISHED


def may_hear(person: Person, contribution: Contribution, at: datetime) -> bool:
    """Whether this reader may see what was said at the desk at this moment.

    Who began to read when the text was visible already came for the photos: nobody knew any more to whom they are too
    near. They hear what is said since, as its contributor then knows that another editor reads it.
    """
    if contribution.status not in (Status.PUBLISHED, Status.HELD) or contribution.published_at is None:
        return True
    began = next((reading.began_at for reading in contribution.readings if reading.reader_id == person.id), at)
    return began <= contribution.published_at or began <= at


def keeps_out(contribution: Contribution, organisations: set[int]) -> bool:
    """Whether the contributor named one of these organisations as not to read along."""
    return any(organisation.id in organisations for organisation in contribution.kept_from)


def readable_as_host(person: Person) -> ColumnElement[bool]:
    """may_read_as_host for a list of conversations, joined with their contributions. A test holds the two together."""
    if person.id is None:
        return false()
    month = oldest_month()
    runs = (
        Contribution.published_at >= midnight(month),
        Contribution.visible_from >= month,
        Conversation.allowed_at >= midnight(month),
    )
    return and_(
        Conversation.side == Side.HOST,
        Conversation.allowed_at < midnight(today()),
        Conversation.closed_at.is_(None),
        Conversation.stopped_at.is_(None),
        Conversation.challenge.has(run_by(person)),
        visible_to(Visitor()),
        ~Contribution.kept_from.any(Organisation.id.in_(person.employers())),
        or_(*runs),
    )


def has_arrived(remark: Remark) -> bool:
    """Whether a host may see it: what a contributor writes arrives with everything else of that day, the day after.

    Two stories whose contributor answers within the same minute would else be known as those of one person.
    """
    return not remark.from_contributor or was_before_today(remark.at)
