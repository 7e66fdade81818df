"""Finding which piles are to be frozen, and keeping what was read of one."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select, update

from app.accounts.models import User
from app.contributions.models import Contribution, Listing
from app.contributions.queries import LISTINGS
from app.core.database import db, in_batches, own_transaction
from app.core.revisions import revision_now
from app.reports.models import Codebook, Freezing, Item, ReportState, Words
from app.reports.queries.files import WAITING
from app.reports.queries.withdrawing import WORDS_GONE
from app.workbench.models import Pile
from app.workbench.queries import cards_in


def freezing_of(pile_id: int, to_change: bool = False) -> Freezing | None:
    """What was asked for of a pile, as it stands now. With `to_change` nobody else does anything with it meanwhile."""
    wanted = select(Freezing).where(Freezing.pile_id == pile_id).execution_options(populate_existing=True)
    return db.session.scalar(wanted.with_for_update(of=Freezing) if to_change else wanted)


def next_freezing() -> Freezing | None:
    """The one that was asked for first; one that a worker left half way is done again."""
    wanted = select(Freezing).where(Freezing.state.in_(WAITING))
    return db.session.scalar(wanted.order_by(Freezing.asked_at, Freezing.pile_id).limit(1))


def note_try(pile_id: int) -> None:
    """That a job begins: kept at once, so that what stops every job is not begun for ever."""
    with own_transaction() as session:
        begun = {"tries": Freezing.tries + 1, "percent": None}
        session.execute(update(Freezing).where(Freezing.pile_id == pile_id).values(begun))


def note_how_far(pile_id: int, percent: int) -> None:
    """How far it is, kept beside the job that reads: its page shows it meanwhile."""
    with own_transaction() as session:
        session.execute(update(Freezing).where(Freezing.pile_id == pile_id).values(percent=percent))


def asked_to_freeze(user: User) -> Sequence[datetime]:
    """When somebody asked for what is not frozen yet."""
    return db.session.scalars(select(Freezing.asked_at).where(Freezing.asked_by_id == user.id)).all()


def failed_before(moment: datetime) -> Sequence[Freezing]:
    wanted = Freezing.state == ReportState.FAILED, Freezing.asked_at <= moment
    return db.session.scalars(select(Freezing).where(*wanted)).all()


def what_lies_there(pile: Pile, until: datetime, used: Collection[int]) -> object:
    """How the listings stand of what was in the pile by then, and of the contributions that are `used` beside it; and
    how often the desk decided about a question: what went by that must not be written down any more.

    Is this another one, then so is what may be copied. What others share meanwhile changes nothing here; was a story
    deleted, whichever, then it is another one for sure, as its number may be given anew.
    """
    epoch, _number = revision_now(LISTINGS, db.session)
    cards = {card.contribution_id for card in cards_in(pile) if card.added_at <= until}
    found = ((key, revision) for some in in_batches(cards | set(used)) for key, revision in revisions_of(some))
    return epoch, revision_now(WORDS_GONE, db.session), frozenset((*found, *((card, 0) for card in cards)))


def revisions_of(ids: Collection[int]) -> Iterable[tuple[int, int]]:
    """Which versions of listings there are of these contributions, one for each audience."""
    found = select(Listing.contribution_id, Listing.revision).where(Listing.contribution_id.in_(ids))
    return db.session.execute(found).tuples()


def hold_stories(ids: Collection[int]) -> None:
    """Whoever is changing one of these is waited for, and nobody begins to change one before the transaction ends."""
    for some in in_batches(ids):
        wanted = select(Contribution.id).where(Contribution.id.in_(some))
        db.session.execute(wanted.order_by(Contribution.id).with_for_update(read=True))


def keep_codebook(fingerprint: str, content: str) -> None:
    """Once for all stocktakes that were frozen by it. Nobody freezes anything else meanwhile: see `keep`."""
    if db.session.get(Codebook, fingerprint) is None:
        db.session.add(Codebook(fingerprint=fingerprint, content=content))
        db.session.flush()


def keep_items(items: Collection[Mapping[str, Any]], words: Mapping[str, Mapping[str, Any]]) -> None:
    """Writes down the items of an edition with their words, by their digest; quickly, as others wait meanwhile."""
    if not items:  # of no rows an insert would make one
        return
    numbered = db.session.execute(insert(Item).returning(Item.id, Item.digest), list(items))
    db.session.execute(insert(Words), [{"item_id": number, **words[digest]} for number, digest in numbered])
