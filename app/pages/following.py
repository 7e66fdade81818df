"""Everything that the page of one's own contribution says, gathered from the features it shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from flask import current_app

from app.accounts.models import Person, Visitor
from app.answering.models import AnswerMark
from app.answering.queries import standing_marks_on
from app.appeals.models import Appeal
from app.appeals.queries import told_about
from app.challenges.models import Challenge
from app.contributions import queries
from app.contributions.crowd import Crowd, crowd_of
from app.contributions.difference import Segment, difference
from app.contributions.disclosure import View, as_others_see, own
from app.contributions.models import Contribution, Proposal, Status, ViewOfHidden
from app.contributions.operations import (
    closes_on,
    deleted_on,
    may_be_purged,
    may_be_taken_up,
    may_name_anew,
    may_prove,
    may_still_show,
    open_proposal,
)
from app.contributions.operations.still_true import may_say_how_it_is
from app.contributions.permissions import may_view
from app.contributions.queries import Beside
from app.contributions.queries.host_phone import LOOKER, looked_for
from app.contributions.reading_mark import TEXTS, mark_of
from app.contributions.talk import DeskTalk, HostTalk, own_talks
from app.contributions.track import TrackStep, track
from app.contributions.went_on import WentOn, own_history, words_that_wait
from app.core.clock import today
from app.core.deal import deal
from app.core.wording import _
from app.pages.steps_in_words import STEPS_IN_WORDS
from app.pages.who_sees import Line, origin_line, who_sees
from app.stocktaking.models import Question, QuestionStatus
from app.stocktaking.queries import CameOf, Uses, laid_at, uses_of, what_came_of
from app.stocktaking.queries.news import what_came_where_it_lies


@dataclass(frozen=True)
class Compared:
    """One field of the text with what the desk proposes to change in it."""

    field: str
    segments: list[Segment]

    @property
    def changes(self) -> bool:
        return any(segment.what != "same" for segment in self.segments)

    @property
    def sides(self) -> tuple[list[Segment], list[Segment]]:
        """The own text with what would go, and the proposed one with what would come."""
        own = [segment for segment in self.segments if segment.what != "new"]
        return own, [segment for segment in self.segments if segment.what != "gone"]


@dataclass(frozen=True)
class Happened:
    """One thing that happened, by a role and never by a name."""

    at: datetime
    text: str


@dataclass(frozen=True)
class HowItIs:
    """How it went on, whether more can be said of that now, and whether they were asked to."""

    went_on: list[WentOn]
    may_say: bool
    is_asked: bool


@dataclass(frozen=True)
class Followed:
    contribution: Contribution
    own: View  # everything, for its contributor
    shown: View  # as others see it
    who_sees: list[Line]
    crowd: Crowd | None
    steps: list[TrackStep]
    proposal: Proposal | None
    compared: list[Compared]
    with_desk: DeskTalk
    with_host: HostTalk
    history: list[Happened]
    marks: Sequence[AnswerMark]  # what the municipality that asked does with it
    came_of: Sequence[CameOf]  # in which question it is used, and what became of that
    laid_at: Sequence[Question]  # and at which more it lies, unquoted
    waits: bool
    is_over: bool
    may_confirm: bool
    waits_for_proof: bool
    may_loosen: bool
    says_origin: bool  # others may know what it came out of
    look_again: date | None
    is_time_to_look: bool
    why_refused: str
    told: Sequence[Appeal]  # what the desk said of requests about this text
    may_object: bool
    deleted_on: date | None
    gone_from_backups: date | None  # when what is deleted on approval has left every backup; None when it stays
    closes_on: date | None  # when its contributor says nothing
    may_be_taken_up: bool
    seen: str  # the mark of the text that an approval is about
    how_it_is: HowItIs
    lost_its_list: bool  # it is at the desk again, and nobody knows any more who may not read it along

    @property
    def answered(self) -> Challenge | None:
        """The challenge that it answers, once everybody may read that."""
        return self.contribution.challenge if self.shown.challenge else None

    @property
    def hears_how_it_ends(self) -> bool:
        """Whether they can hear what becomes of the challenge: an answer of the municipality that asked is not told."""
        asked = self.answered
        return asked is not None and not self.is_over and self.contribution.organisation_id != asked.organisation_id

    @property
    def came_where_it_lies(self) -> Sequence[CameOf]:
        return what_came_where_it_lies(self.laid_at)

    @property
    def others_may_hold_it(self) -> bool:
        """Whether whoever typed it over may still have the link."""
        has_new_link = any(step.what == "new_link" for step in self.contribution.steps)
        return self.contribution.on_behalf is not None and not has_new_link and not self.is_over


def followed(contribution: Contribution, person: Person, beside: Beside) -> Followed:
    """The page of a contribution, for whoever holds its code; with what is kept beside it."""
    came_of, look = what_came_of(uses := uses_of(contribution), person), beside.look
    proposal, shown, origin = open_proposal(contribution), as_others_see(contribution), origin_line(contribution)
    with_desk, with_host = own_talks(contribution)
    wants_name = contribution.names_organisation and contribution.confirmed_at is None
    return Followed(
        contribution=contribution,
        own=own(contribution),
        shown=shown,
        who_sees=who_sees(contribution, shown, origin),
        crowd=crowd_of(contribution, shown),
        steps=steps(contribution, came_of),
        proposal=proposal,
        compared=compared(contribution, proposal) if proposal else [],
        with_desk=with_desk,
        with_host=with_host,
        history=history(contribution),
        marks=marks_in_view(contribution) if may_view(Visitor(), contribution) else (),
        came_of=came_of,
        laid_at=laid_where(contribution, uses),
        waits=contribution.status is Status.WAITING_FOR_APPROVAL,
        is_over=contribution.status in (Status.WITHDRAWN, Status.REFUSED),
        may_confirm=wants_name and may_prove(contribution, person),
        waits_for_proof=wants_name,
        may_loosen=bool(may_still_show(contribution)),
        says_origin=origin is not None,
        look_again=look.day if look else None,
        is_time_to_look=look is not None and look.day <= today(),
        why_refused=next((step.note for step in reversed(contribution.steps) if step.what == "refused"), ""),
        told=told_about(contribution),
        may_object=contribution.status is Status.PUBLISHED,
        deleted_on=deleted_on(contribution),
        gone_from_backups=gone_from_backups(contribution),
        closes_on=closes_on(contribution),
        may_be_taken_up=may_be_taken_up(contribution),
        seen=mark_of(proposal or contribution, words_that_wait(beside.went_on), costs=contribution),
        how_it_is=how_it_is(contribution, beside),
        lost_its_list=lost_its_list(contribution),
    )


def marks_in_view(contribution: Contribution) -> list[AnswerMark]:
    """Those with a challenge that it was put with name that challenge, so only what everybody may read."""
    found = standing_marks_on(contribution)
    return [mark for mark in found if not mark.is_on_linked or mark.challenge.is_public(today())]


def steps(contribution: Contribution, came_of: Sequence[CameOf]) -> list[TrackStep]:
    using = {one.question for one in came_of if one.question is not None}
    answered = any(question.status is QuestionStatus.ANSWERED for question in using)
    return track(contribution, deal().answer_within, sorted(question.sentence for question in using), answered)


def laid_where(contribution: Contribution, uses: Uses) -> Sequence[Question]:
    is_out = contribution.status is Status.PUBLISHED
    return laid_at(uses) if is_out else ()  # what is out of view lies nowhere that others can see


def how_it_is(contribution: Contribution, beside: Beside) -> HowItIs:
    may_say = may_say_how_it_is(contribution, beside.went_on)
    is_asked = may_say and beside.asked is not None and beside.asked.answered_at is None
    return HowItIs(own_history(beside.went_on), may_say, is_asked)


def lost_its_list(contribution: Contribution) -> bool:
    """Whether its contributor should hear that who may not read along can be named again, on the page of the text."""
    is_back = contribution.status not in (Status.PUBLISHED, Status.HELD) and may_name_anew(contribution)
    return is_back and not contribution.kept_from and not contribution.is_frozen


def gone_from_backups(contribution: Contribution) -> date | None:
    """The last day on which a backup may still hold what an approval of today deletes."""
    if not may_be_purged(contribution):
        return None
    return today() + timedelta(days=current_app.config["BACKUP_DAYS"])


def compared(contribution: Contribution, proposal: Proposal) -> list[Compared]:
    pairs = ((name, getattr(contribution, name), getattr(proposal, name)) for name in TEXTS)
    return [Compared(name, difference(old, new)) for name, old, new in pairs if old or new]


def looked(contribution: Contribution, view: ViewOfHidden) -> str:
    """By whom, as far as its contributor hears: the role, and of a host who asked for the number the municipality."""
    as_role = {
        "woo": _("Read by an editor, for a Woo request"),
        "moderator": _("An editor looked at your conversation with the host municipality"),
    }
    if view.role != LOOKER:
        return as_role.get(view.role, _("Read by an editor"))
    asking = looked_for(contribution, view.at)
    if asking is None:
        return _("A host of the challenge asked to see your telephone number")
    return _("A host of %(name)s asked to see your telephone number", name=asking.organisation.name)


def history(contribution: Contribution) -> list[Happened]:
    """What happened and who looked, by role, oldest first."""
    views = [Happened(view.at, looked(contribution, view)) for view in queries.views_of_hidden(contribution)]
    sent_by_another = ("submitted",) if contribution.on_behalf else ()  # "typed over for you" says it
    told = (s for s in contribution.steps if s.what in STEPS_IN_WORDS and s.what not in sent_by_another)
    steps = [Happened(step.at, str(STEPS_IN_WORDS[step.what])) for step in told]
    return sorted((*views, *steps), key=lambda happened: happened.at)
