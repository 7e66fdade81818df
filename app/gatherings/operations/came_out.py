"""What others may know of where a contribution came from: as its contributor chose, and never more than that."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from app.contributions.disclosure import View
from app.contributions.models import Audience, Contribution, Draft, Status
from app.contributions.operations import hear_of_listings
from app.contributions.origins import Origin, keep_origins
from app.core.database import db
from app.core.destruction import destroyed
from app.gatherings import queries
from app.gatherings.models import BegunHere, CameOut, Gathering, Stop
from app.gatherings.permissions import may_be_told

ENDED = (Status.WITHDRAWN, Status.REFUSED)
Ear = Callable[[Contribution, Gathering], None]
EARS: list[Ear] = []


def begin_here(draft: Draft, gathering: Gathering, stop: Stop | None = None) -> None:
    """Remembers where a draft began, until it is sent."""
    db.session.add(BegunHere(draft_id=draft.id, gathering_id=gathering.id, stop_id=stop.id if stop else None))
    db.session.flush()


class Origins:
    """What the screens of a story ask and tell, see contributions/origins.py."""

    def of_draft(self, draft: Draft) -> Origin | None:
        begun = queries.begun_here(draft)
        if begun is None:
            return None
        if queries.turned_with(draft) is not None:
            return in_words(begun.gathering, begun.stop, was_noted=True)
        turned = queries.turned_card_with(draft)
        return replace(in_words(begun.gathering, begun.stop), beside=turned.card.words if turned else "")

    def of_story(self, contribution: Contribution) -> Origin | None:
        came = queries.came_out(contribution)
        if came is None or not may_be_told(came):
            return None
        return in_words(came.gathering, came.stop)

    def sent(self, draft: Draft, contribution: Contribution, is_shown: bool) -> None:
        """After this only what others may know is left: nothing leads from a note or a person to the story."""
        begun = queries.begun_here(draft)
        for turned in (queries.turned_with(draft), queries.turned_card_with(draft)):
            if turned is not None:
                turned.draft_id = None
        if begun is not None:
            if is_shown:
                db.session.add(agreed_to(contribution, begun))
            db.session.delete(begun)
        db.session.flush()

    def end(self, contribution: Contribution) -> bool:
        came = queries.came_out(contribution)
        if came is None or came.is_over:
            return False
        part(came)
        return True


def in_words(gathering: Gathering, stop: Stop | None, was_noted: bool = False) -> Origin:
    return Origin(gathering.title, stop.title if stop else "", gathering.language, was_noted)


def agreed_to(contribution: Contribution, begun: BegunHere) -> CameOut:
    """What its contributor agrees to: as it is shared now. With less beside it, it would point to them sooner."""
    return CameOut(
        contribution_id=contribution.id,
        gathering_id=begun.gathering_id,
        stop_id=begun.stop_id,
        name_left_out=not contribution.names_organisation,
        place_left_out=contribution.hides_place or contribution.place is None,
    )


def part(came: CameOut) -> None:
    """Nobody learns it any more, and the floors above let go of what they made of it. Frozen for a Woo request, the
    row itself waits."""
    came.is_over = True
    for ear in EARS:
        ear(came.contribution, came.gathering)
    if not came.contribution.is_frozen:
        db.session.delete(came)
    db.session.flush()


def hear_of_parting(ear: Ear) -> None:
    """For a floor above that keeps something by what came out of a gathering: it hears what did so no longer."""
    EARS.append(ear)


def follow_level(contribution: Contribution, _shown: Mapping[Audience, View | None]) -> None:
    """Ends it with the story, and as soon as its contributor shows less than when they agreed."""
    came = queries.came_out(contribution)
    if came is not None and not came.is_over and (contribution.status in ENDED or not may_be_told(came)):
        part(came)


def forget_what_is_over() -> int:
    """Deletes what a Woo request kept, once it keeps it no longer; how many. Run every hour."""
    found = queries.over_and_not_frozen()
    for came in found:
        db.session.delete(came)
    db.session.flush()
    return destroyed("came_out_of", len(found), "once no Woo request keeps it")


keep_origins(Origins())
hear_of_listings(follow_level)
