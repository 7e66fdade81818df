"""Putting a story with a challenge, taking it away, and saying that a challenge plays elsewhere as well."""

from dataclasses import dataclass
from datetime import timedelta

from app.accounts.models import Person, Recognised, User
from app.accounts.operations.one_answer import forget_browsers_in, say_once
from app.answering import permissions
from app.answering.models import ChallengeRecognised, LinkedAnswer
from app.answering.operations import letting_go
from app.answering.operations.marking import not_in_note
from app.answering.queries import beside, mark_on
from app.challenges.models import Challenge
from app.contributions.models import Contribution
from app.contributions.operations import let_host_ask, relist, stop_host
from app.contributions.operations.daily_news import hears_of
from app.contributions.operations.remembering import decided, remember, remember_when_kept, sealed
from app.core import clock
from app.core.again import done_before
from app.core.database import db
from app.core.errors import Refusal
from app.core.wording import _, lazy

ONE_TAP = timedelta(seconds=5)  # a double click counts as one
TOO_LATE = lazy(
    "You cannot undo this any more. Its contributor, the hosts of the challenge and the desk can take the story away."
)
TAKEN_AWAY, PUT_BACK = "taken_from_challenge", "put_with_challenge"


@dataclass(frozen=True)
class Standing:
    """That a story stands with a challenge, as the log beside the database knows it."""

    public_id: str

    @classmethod
    def of(cls, challenge: Challenge, story: Contribution) -> "Standing":
        return cls(f"{story.public_id} with {challenge.public_id}")


def link(
    challenge: Challenge, contribution: Contribution, by: Person | None = None, by_contributor: bool = False
) -> None:
    """Puts a story that everybody reads with an open challenge. A second time changes nothing.

    Whoever shared it with this account, or has its code, is its contributor; when it is somebody else, its contributor
    hears of it. The caller holds the challenge. Raises Refusal; it does not tell that its contributor took it away
    before.
    """
    found = beside.link_between(challenge, contribution)
    is_own = by_contributor or (by is not None and by.is_authenticated and contribution.author_id == by.id)
    was_taken_away = found is not None and found.taken_away_at is not None
    if not permissions.can_be_linked(contribution, challenge) or (was_taken_away and not is_own):
        raise Refusal(_("This story cannot be put with this challenge."))
    if found is None:
        put_by_other = not is_own and not (by is not None and hears_of(contribution, by))
        row = LinkedAnswer(challenge_id=challenge.id, contribution_id=contribution.id, linked_at=clock.now())
        row.put_by_other = put_by_other
        db.session.add(row)
    elif is_own:
        found.taken_away_at, found.put_by_other, found.taken_by_other = None, False, False
        remember_when_kept(Standing.of(challenge, contribution), PUT_BACK)
    db.session.flush()


def take_away(challenge: Challenge, contribution: Contribution) -> None:
    """Its contributor does not want it there: nobody else puts it there once more. A second time changes nothing."""
    found = beside.link_between(challenge, contribution)
    if found is not None and found.taken_away_at is None:
        remember(Standing.of(challenge, contribution), TAKEN_AWAY)
        found.taken_away_at = clock.now()
        db.session.flush()
        stop_host(contribution, challenge)
        letting_go.leave(challenge, contribution)


def take_away_as_other(challenge: Challenge, story: Contribution, by: User) -> None:
    """A host or the desk takes it away, as finally as its contributor would. A second time changes nothing.

    Its contributor reads it on their own page, and hears of it unless they never heard that it stood there. Raises
    Refusal to a host when the closing note rests on what the hosts found of it.
    """
    found = beside.link_between(challenge, story)
    if found is None or found.taken_away_at is not None:
        return
    if permissions.may_host(by, challenge):
        not_in_note(mark_on(challenge, story))
    knew = not found.put_by_other or found.told_at is not None
    take_away(challenge, story)
    if not hears_of(story, by):
        found.taken_by_other, found.told_at = True, None if knew else clock.now()
        db.session.flush()


def tap_of_now(challenge: Challenge, story: Contribution, by: User) -> str:
    """What whoever put it there this very moment can undo that with; '' when it stood there already.

    Who put it there is not kept, so the second press of a double click is known by its moment only.
    """
    found = beside.link_between(challenge, story)
    if found is None or found.put_by_other is hears_of(story, by) or found.linked_at < clock.now() - ONE_TAP:
        return ""
    return found.tap


def undo(challenge: Challenge, story: Contribution, tap: str) -> None:
    """Whoever put it there a moment ago did not mean to: as if it never stood there, so others can still put it there.

    It stays when somebody else meant it since, or did something with it. Who or what that was, whoever tapped does not
    hear: it may be the contributor, who is here this very moment. A second time changes nothing. Raises Refusal once
    it is too late.
    """
    if not permissions.can_undo_now(challenge, tap):
        raise Refusal(str(TOO_LATE))
    found = beside.link_between(challenge, story)
    if found is None or not permissions.is_of_tap(found, tap) or mark_on(challenge, story) is not None:
        return
    db.session.delete(found)
    db.session.flush()
    stop_host(story, challenge)
    letting_go.leave(challenge, story)


def let_hosts_ask(challenge: Challenge, story: Contribution) -> None:
    """Its contributor lets the hosts of a challenge that it stands with ask one thing: so it stands there by them.

    Raises Refusal.
    """
    found = beside.link_between(challenge, story)
    if found is None or found.taken_away_at is not None:
        raise Refusal(_("Your story does not stand with this challenge."))
    found.put_by_other = False
    let_host_ask(story, challenge)


def leave(challenge: Challenge, story: Contribution) -> None:
    """Its contributor does not want it to be what came of the challenge any more. A second time changes nothing."""
    if story.follows_up == challenge:
        remember(Standing.of(challenge, story), TAKEN_AWAY)
        story.follows_up = None
        db.session.flush()
        relist(story)


def take_away_again() -> int:
    """Takes away once more what was taken away after this backup was made; how many. Run by restore."""
    last = {line["of"]: line["what"] for line in decided() if line["what"] in (TAKEN_AWAY, PUT_BACK)}
    count = 0
    with done_before():
        for challenge, story in list(beside.standing()):
            if last.get(sealed(Standing.of(challenge, story).public_id)) == TAKEN_AWAY:
                take_away(challenge, story)
                leave(challenge, story)
                count += 1
    return count


def recognise(
    challenge: Challenge, by: Person, organisation_id: int | None, mark: str, answer: Recognised | None
) -> Recognised | None:
    """Keeps whether it plays with them in place of what was said earlier; what a colleague had said, if one had.

    None takes it back. The caller holds the challenge. Raises Refusal.
    """
    if not permissions.may_be_recognised(challenge):
        raise Refusal(_("You can answer this once the challenge is public."))
    if organisation_id == challenge.organisation_id:
        raise Refusal(_("This is your own challenge, so it plays with you for certain."))
    return say_once(beside.about(challenge), by, organisation_id, mark, answer)


def forget_browsers() -> int:
    """Deletes what browsers said of challenges when nobody could change it any more; how many."""
    return forget_browsers_in(ChallengeRecognised)
