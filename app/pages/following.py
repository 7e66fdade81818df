"""Everything that the page of one's own contribution says, gathered from the features it shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from flask import current_app

from app.accounts.models import Person
from app.appeals.models import Appeal
from app.appeals.queries import told_about
from app.contributions import queries
from app.contributions.crowd import Crowd, crowd_of
from app.contributions.difference import Segment, difference
from app.contributions.disclosure import View, as_others_see, own
from app.contributions.models import Contribution, LookAgain, Proposal, Remark, Status
from app.contributions.operations import (
    closes_on,
    deleted_on,
    may_be_purged,
    may_be_taken_up,
    may_speak_for,
    may_still_show,
    open_proposal,
)
from app.contributions.reading_mark import TEXTS, mark_of
from app.contributions.track import TrackStep, track
from app.core.clock import today
from app.core.deal import deal
from app.core.wording import _
from app.pages.who_sees import Line, who_sees
from app.stocktaking.models import Question, QuestionStatus
from app.stocktaking.queries import questions_using


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
class Followed:
    contribution: Contribution
    own: View  # everything, for its contributor
    shown: View  # as others see it
    who_sees: list[Line]
    crowd: Crowd | None
    steps: list[TrackStep]
    proposal: Proposal | None
    compared: list[Compared]
    remarks: Sequence[Remark]
    history: list[Happened]
    questions: Sequence[Question]
    waits: bool
    is_over: bool
    may_confirm: bool
    waits_for_proof: bool
    may_loosen: bool
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


def followed(contribution: Contribution, person: Person, look: LookAgain | None) -> Followed:
    """The page of a contribution, for whoever holds its code; with the day on which they wanted to look again."""
    questions = questions_using(contribution, person)
    answered = any(question.status is QuestionStatus.ANSWERED for question in questions)
    proposal, shown = open_proposal(contribution), as_others_see(contribution)
    wants_name = contribution.names_organisation and contribution.confirmed_at is None
    return Followed(
        contribution=contribution,
        own=own(contribution),
        shown=shown,
        who_sees=who_sees(contribution, shown),
        crowd=crowd_of(contribution, shown),
        steps=track(contribution, deal().answer_within, [q.sentence for q in questions], answered),
        proposal=proposal,
        compared=compared(contribution, proposal) if proposal else [],
        remarks=queries.remarks_on(contribution),
        history=history(contribution),
        questions=questions,
        waits=contribution.status is Status.WAITING_FOR_APPROVAL,
        is_over=contribution.status in (Status.WITHDRAWN, Status.REFUSED),
        may_confirm=wants_name and may_speak_for(contribution.organisation, person),
        waits_for_proof=wants_name,
        may_loosen=bool(may_still_show(contribution)),
        look_again=look.day if look else None,
        is_time_to_look=look is not None and look.day <= today(),
        why_refused=next((step.note for step in reversed(contribution.steps) if step.what == "refused"), ""),
        told=told_about(contribution),
        may_object=contribution.status is Status.PUBLISHED,
        deleted_on=deleted_on(contribution),
        gone_from_backups=gone_from_backups(contribution),
        closes_on=closes_on(contribution),
        may_be_taken_up=may_be_taken_up(contribution),
        seen=mark_of(proposal or contribution),
    )


def gone_from_backups(contribution: Contribution) -> date | None:
    """The last day on which a backup may still hold what an approval of today deletes."""
    if not may_be_purged(contribution):
        return None
    return today() + timedelta(days=current_app.config["BACKUP_DAYS"])


def compared(contribution: Contribution, proposal: Proposal) -> list[Compared]:
    pairs = ((name, getattr(contribution, name), getattr(proposal, name)) for name in TEXTS)
    return [Compared(name, difference(old, new)) for name, old, new in pairs if old or new]


def history(contribution: Contribution) -> list[Happened]:
    """What happened and who looked, by role, oldest first."""
    as_role = {"woo": _("Read by an editor, for a Woo request")}
    read = _("Read by an editor")
    looked = [Happened(view.at, as_role.get(view.role, read)) for view in queries.views_of_hidden(contribution)]
    words = words_for_steps()
    steps = [Happened(step.at, words[step.what]) for step in contribution.steps if step.what in words]
    return sorted((*looked, *steps), key=lambda happened: happened.at)


def words_for_steps() -> dict[str, str]:
    """The steps in words; a step that is only for the desk has none."""
    return {
        "submitted": _("Sent by you"),
        "read_along": _("You told the editors that somebody read it along and said yes"),
        "imported": _("Entered by the editors"),
        "opened": _("An editor began to read"),
        "proposed": _("An editor proposed another text"),
        "sent_for_approval": _("The text was put before you"),
        "asked": _("An editor asked you something"),
        "handed_back": _("Given back to you"),
        "accepted": _("An editor finished reading"),
        "refused": _("Not taken up by the editors"),
        "approved": _("Approved by you"),
        "disagreed": _("You did not agree with the text"),
        "changed": _("Changed by you"),
        "answered": _("Answered by you"),
        "made_stricter": _("Made stricter by you"),
        "loosened": _("More shown, as you asked"),
        "withdrawn": _("Taken back by you"),
        "reminded": _("You were reminded that it is your turn"),
        "lapsed": _("Closed, because no answer came"),
        "taken_up": _("Taken up again by you"),
        "left": _("Your account was removed, and what points to you was taken out"),
        "held": _("Taken out of view while it is judged"),
        "let_back": _("Judged, and back in view"),
        "read_once_more": _("Judged: another text is needed"),
        "frozen": _("Frozen for a Woo request"),
        "unfrozen": _("No longer frozen"),
        "confirmed": _("Your organisation was confirmed"),
        "photo_added": _("Photo added by you"),
        "photo_removed": _("Photo removed by you"),
        "photo_approved": _("An editor found a photo fit"),
        "photo_refused": _("An editor did not take a photo"),
        "published": _("Made visible"),
        "purged": _("Municipality, organisation, role and earlier versions deleted"),
    }
