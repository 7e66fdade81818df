"""What members did while sorting, to put it back."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from statistics import median

from sqlalchemy import delete, select

from app.accounts.models import User
from app.core.database import db, number_of
from app.stocktaking.models import Sorted, Star
from app.workbench.models import Check, CheckCard, CheckNote, Deed, GivenCard, Pile, PileCard, PileStep, Shortcuts
from app.workbench.queries.steps import piles_changed_by

PAUSE = timedelta(minutes=5)  # a longer gap is a pause, and says nothing about pace
LOOKED_AT = 30


def deed_by_key(key: str) -> Deed | None:
    """What was done under this key already."""
    return db.session.scalar(select(Deed).where(Deed.key == key))


def last_deed(pile: Pile, by: User) -> Deed | None:
    """What somebody did last in a pile, and did not put back."""
    wanted = Deed.pile_id == pile.id, Deed.by_id == by.id, Deed.undone_at.is_(None)
    return db.session.scalar(select(Deed).where(*wanted).order_by(Deed.id.desc()).limit(1))


def pace(pile: Pile, by: User) -> timedelta | None:
    """How long a decision takes this person, from the last ones without the pauses; None when too few are known."""
    wanted = select(Deed.at).where(Deed.pile_id == pile.id, Deed.by_id == by.id)
    moments = db.session.scalars(wanted.order_by(Deed.id.desc()).limit(LOOKED_AT)).all()
    gaps = [later - earlier for later, earlier in zip(moments, moments[1:], strict=False)]
    seconds = [gap.total_seconds() for gap in gaps if gap <= PAUSE]
    return timedelta(seconds=median(seconds)) if len(seconds) >= 5 else None


def delete_deeds_before(moment: datetime) -> int:
    return number_of(db.session.execute(delete(Deed).where(Deed.at < moment)))


def work_of(user: User) -> list[tuple[datetime, str]]:
    """What somebody did at the workbench, and when; of which story it was, it tells nothing."""
    done = (
        (select(Deed.at).where(Deed.by_id == user.id), "laid a card"),
        (select(Sorted.changed_at).where(Sorted.by_id == user.id), "laid a card last"),
        (select(Star.at).where(Star.by_id == user.id), "starred a sentence"),
        (select(Pile.made_at).where(Pile.made_by_id == user.id), "made a pile"),
        (select(PileCard.added_at).where(PileCard.taken_by_id == user.id), "got a card to lay"),
        (select(PileStep.at).join(PileStep.cards).where(GivenCard.after_id == user.id), "was given a card to lay"),
        (select(PileStep.at).join(PileStep.cards).where(GivenCard.before_id == user.id), "a card went to others"),
        (select(Check.drawn_at).where(Check.member_id == user.id), "drew cards to check"),
        (
            select(Check.drawn_at).join(Check.cards).where(CheckCard.before_by_id == user.id),
            "a card that they laid was drawn to check",
        ),
    )
    return [*piles_changed_by(user), *((at, what) for wanted, what in done for at in db.session.scalars(wanted))]


def check_notes_by(user: User) -> Sequence[CheckNote]:
    """What somebody decided about cards that were laid at different places."""
    return db.session.scalars(select(CheckNote).where(CheckNote.by_id == user.id)).all()


def shortcuts_of(user: User) -> Shortcuts | None:
    return db.session.get(Shortcuts, user.id)
