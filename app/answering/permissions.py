"""Who may say what becomes of an answer, and who may know of it."""

from datetime import timedelta

from sqlalchemy import ColumnElement, and_, or_, true

from app.accounts.models import Person, Role, Visitor
from app.answering.models import AnswerMark, LinkedAnswer, moment_of
from app.challenges.models import Challenge, ChallengeStatus
from app.challenges.permissions import may_edit, may_post_for, run_by
from app.challenges.permissions import may_view as may_view_challenge
from app.challenges.permissions import visible_to as challenge_visible_to
from app.contributions.models import Audience, Contribution
from app.contributions.permissions import audience_of, may_view
from app.contributions.permissions import visible_to as story_visible_to
from app.core.clock import now, today

UNDO = timedelta(minutes=10)  # so long whoever put a story somewhere can undo that


def may_host(person: Person, challenge: Challenge) -> bool:
    """Who runs the challenge says what becomes of its answers."""
    return may_edit(person, challenge)


def is_among_members(person: Person) -> bool:
    return audience_of(person) is Audience.MEMBERS


def may_see_mark(person: Person, mark: AnswerMark) -> bool:
    """The hosts of the challenge and the members, as long as everybody reads the answer and it stands there.

    Its contributor sees it too, behind the code. A host sees of answers what a visitor sees, so there are no marks
    on what only members read.
    """
    return (
        (may_host(person, mark.challenge) or is_among_members(person))
        and may_view_challenge(person, mark.challenge)
        and may_view(Visitor(), mark.contribution)
        and mark.still_stands
    )


def stands() -> ColumnElement[bool]:
    """AnswerMark.still_stands, for a list of marks joined with their stories."""
    is_linked = AnswerMark.link.has(LinkedAnswer.taken_away_at.is_(None))
    return or_(Contribution.challenge_id == AnswerMark.challenge_id, is_linked)


def visible_to(person: Person) -> ColumnElement[bool]:
    """may_see_mark for a list of marks joined with challenge and contribution. A test holds the two together."""
    of_members = true() if is_among_members(person) else run_by(person)
    return and_(of_members, challenge_visible_to(person), story_visible_to(Visitor()), stands())


def may_tell_what_came(person: Person, challenge: Challenge) -> bool:
    """The hosts of that municipality, also when those of then left; and who keeps the deal going."""
    is_closed = challenge.status is ChallengeStatus.CLOSED or challenge.owes_note(today())
    is_over = is_closed and challenge.is_public(today())
    return is_over and (may_post_for(person, challenge.organisation_id) or person.has(Role.COORDINATOR))


def may_link(person: Person) -> bool:
    """Whoever has an account; a contributor puts the own story there with its code."""
    return person.is_authenticated


def can_be_linked(contribution: Contribution, challenge: Challenge) -> bool:
    """Whether this story can stand with this challenge: one that everybody reads, and that is no answer to it yet."""
    is_elsewhere = contribution.challenge_id != challenge.id
    return is_elsewhere and challenge.is_open(today()) and may_view(Visitor(), contribution)


def may_take_away(person: Person, challenge: Challenge) -> bool:
    """Who takes a story of somebody else away from a challenge: its hosts, and the desk."""
    return may_host(person, challenge) or (person.has(Role.EDITOR) and may_view_challenge(person, challenge))


def can_undo_now(challenge: Challenge, tap: str) -> bool:
    """Whether whoever put a story there with this tap can still undo it. Goes by nothing that others did since."""
    return challenge.is_open(today()) and moment_of(tap) > now() - UNDO


def is_of_tap(link: LinkedAnswer, tap: str) -> bool:
    """Whether the story stands there by this tap, and its contributor did not hear of it yet."""
    return link.tap == tap and link.taken_away_at is None and link.told_at is None


def may_be_recognised(challenge: Challenge) -> bool:
    """Whether people can say that it plays with them: once everybody may read it."""
    return challenge.is_public(today())
