"""A conversation as one side may see it: roles for names, days for moments. It leaves in no other shape."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from app.accounts.models import Person
from app.challenges.models import Challenge
from app.contributions.models import Audience, Contribution, Conversation, Remark, Side
from app.contributions.operations import is_asked_by, is_heard, may_answer_host, may_be_purged, offers_host
from app.contributions.permissions import stage
from app.contributions.permissions.conversation import (
    ends_on,
    has_arrived,
    is_running,
    may_hear,
    may_talk_at_the_desk,
    may_write_as_host,
)
from app.contributions.queries import Said, conversations_with, with_remarks
from app.core.clock import local


@dataclass(frozen=True)
class Line:
    """One thing that was said: by which role, and on which day."""

    by: str  # contributor, desk or host
    is_own: bool
    text: str
    day: date
    is_new: bool = False
    arrives_on: date | None = None  # what the contributor wrote, and the host cannot see yet


@dataclass(frozen=True)
class Talk:
    lines: tuple[Line, ...] = ()
    may_write: bool = False
    ends_on: date | None = None  # the day on which it is deleted, once that is known

    @property
    def new(self) -> int:
        return sum(line.is_new for line in self.lines)

    @property
    def has_asked(self) -> bool:
        """Whether the hosts asked their one question."""
        return any(line.by == "host" for line in self.lines)

    @property
    def shown(self) -> int:
        """How many lines stand on the page: what its reader has then seen."""
        return len(self.lines)


@dataclass(frozen=True)
class DeskTalk(Talk):
    """With the desk, for the contributor."""

    is_heard: bool = True
    goes_when_visible: bool = False  # deleted when the text becomes visible


@dataclass(frozen=True)
class HostTalk(Talk):
    """With the hosts of the challenge, for the contributor."""

    challenge: Challenge | None = None
    is_linked: bool = False  # the story was told elsewhere, and put with this challenge
    is_offered: bool = False
    is_allowed: bool = False
    shows_tomorrow: bool = False  # it was allowed today, so hosts see nothing of that yet
    is_stopped: bool = False  # by the desk
    is_reported: bool = False
    may_report: bool = False
    is_for_members: bool = False  # so that no host sees it
    is_unread: bool = False  # it is told to a challenge, and hosts do not read it among the answers
    knows_kept_from: bool = True  # which organisations may not read along; deleted with the name


def lines_for(viewer: Side | None, remarks: Iterable[Remark], saw_at: datetime | None) -> tuple[Line, ...]:
    """The lines that one side may see; without a side, the contributor."""
    return tuple(line_for(viewer, r, saw_at) for r in remarks if viewer is not Side.HOST or has_arrived(r))


def line_for(viewer: Side | None, remark: Remark, saw_at: datetime | None) -> Line:
    day = local(remark.at).date()
    is_own = remark.from_contributor if viewer is None else not remark.from_contributor and remark.side is viewer
    waits = viewer is None and remark.side is Side.HOST and not has_arrived(remark)
    return Line(
        by="contributor" if remark.from_contributor else remark.side.value,
        is_own=is_own,
        text=remark.text,
        day=day,
        is_new=not is_own and (saw_at is None or remark.at > saw_at),
        arrives_on=day + timedelta(days=1) if waits else None,
    )


def own_talks(contribution: Contribution) -> tuple[DeskTalk, HostTalk]:
    """Both conversations about it, for its contributor. The caller has found that it is theirs."""
    known = {found.conversation.side: found for found in conversations_with([contribution])}
    heard = is_heard(contribution)
    return desk_talk(contribution, known.get(Side.DESK), heard), host_talk(contribution, known.get(Side.HOST), heard)


def new_messages(contributions: Collection[Contribution]) -> dict[int, int]:
    """How much was said to their contributor and not read yet, by the id of the contribution."""
    new: dict[int, int] = {}
    for found in conversations_with(contributions):
        lines = lines_for(None, found.remarks, found.conversation.contributor_saw_at)
        key = found.conversation.contribution_id
        new[key] = new.get(key, 0) + sum(line.is_new for line in lines)
    return new


def desk_talk(contribution: Contribution, found: Said | None, heard: bool) -> DeskTalk:
    return DeskTalk(
        lines=lines_for(None, found.remarks, found.conversation.contributor_saw_at) if found else (),
        may_write=heard and is_running(contribution),
        ends_on=ends_on(contribution),
        is_heard=heard,
        goes_when_visible=stage(contribution) == "before" and may_be_purged(contribution),
    )


def host_talk(contribution: Contribution, found: Said | None, heard: bool) -> HostTalk:
    conversation = found.conversation if found else None
    lines = lines_for(None, found.remarks, found.conversation.contributor_saw_at) if found else ()
    stopped = conversation is not None and conversation.stopped_at is not None
    challenge = conversation.challenge if conversation is not None else contribution.challenge
    for_members = contribution.audience is Audience.MEMBERS
    return HostTalk(
        lines=lines,
        may_write=may_answer_host(contribution, conversation, found.remarks if found else ()),
        ends_on=ends_on(contribution, conversation),
        challenge=challenge,
        is_linked=challenge is not None and challenge.id != contribution.challenge_id,
        is_offered=offers_host(contribution, challenge) and not stopped,
        is_allowed=conversation is not None and conversation.lets_host_ask and challenge is not None,
        shows_tomorrow=conversation is not None and conversation.lets_host_ask and not conversation.shows_to_host,
        is_stopped=stopped,
        is_reported=conversation is not None and conversation.reported_at is not None,
        may_report=bool(lines) and heard and stage(contribution) == "published",
        is_for_members=for_members,
        is_unread=for_members and is_asked_by(contribution, challenge) and not stopped,
        knows_kept_from=stage(contribution) == "before" or contribution.names_organisation,
    )


def offers_of(contribution: Contribution, talk: HostTalk, challenges: Iterable[Challenge]) -> list[HostTalk]:
    """What its contributor can allow besides: the hosts of each of these challenges, as long as none may ask."""
    if talk.lines or talk.is_allowed or talk.is_stopped:
        return []
    return [
        replace(talk, challenge=challenge, is_linked=True, is_offered=True)
        for challenge in challenges
        if offers_host(contribution, challenge)
    ]


def talk_at_the_desk(contribution: Contribution, person: Person) -> tuple[Talk, bool]:
    """With the contributor, for a reader at the desk; and whether that reader is asked to look at another one."""
    known = {found.conversation.side: found for found in conversations_with([contribution])}
    found, other = known.get(Side.DESK), known.get(Side.HOST)
    lines = lines_at_the_desk(found, person) if found else ()
    talk = Talk(lines, may_talk_at_the_desk(person, contribution), ends_on(contribution))
    return talk, other is not None and is_asked(other, person)


def lines_at_the_desk(found: Said, person: Person) -> tuple[Line, ...]:
    """What this reader may see of what was said with the desk."""
    conversation = found.conversation
    heard = [remark for remark in found.remarks if may_hear(person, conversation.contribution, remark.at)]
    return lines_for(Side.DESK, heard, conversation.other_saw_at)


def is_asked(found: Said, person: Person) -> bool:
    """Whether the contributor asked this reader to look at it."""
    at = found.conversation.reported_at
    return at is not None and may_hear(person, found.conversation.contribution, at)


def reported_talk(conversation: Conversation) -> Talk:
    """The whole conversation with the host, for the desk that was asked to look. The caller notes that it looked."""
    remarks = with_remarks([conversation])[0].remarks
    return Talk(lines_for(Side.DESK, remarks, None), ends_on=ends_on(conversation.contribution, conversation))


def talk_as_host(found: Said, person: Person) -> Talk:
    """For a host: what has arrived. The caller has found that this host may read it."""
    conversation = found.conversation
    lines = lines_for(Side.HOST, found.remarks, conversation.other_saw_at)
    has_asked = any(not remark.from_contributor for remark in found.remarks)
    may_write = may_write_as_host(person, conversation) and not has_asked  # one question about each answer
    return Talk(lines, may_write, ends_on(conversation.contribution, conversation))
