"""Which contributions tell the same case, and which were judged not to."""

import hashlib
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from sqlalchemy import and_, delete, exists, func, or_, select, update
from sqlalchemy.orm import aliased, selectinload

from app.accounts.models import Person, User
from app.contributions.models import (
    Audience,
    Case,
    CaseDeed,
    CaseMove,
    CaseVoice,
    Contribution,
    Likeness,
    Listing,
    NotTheSame,
)
from app.contributions.permissions import audience_of
from app.contributions.similarity import Pair, nearest
from app.core.database import db, number_of, one

SHORT = 16  # letters of a mark: enough to see that something changed


def voice_of(contribution: Contribution) -> CaseVoice | None:
    return db.session.get(CaseVoice, contribution.id)


def voices_in(case_id: int) -> Sequence[CaseVoice]:
    """All voices of a case, in the order of the ids."""
    wanted = select(CaseVoice).where(CaseVoice.case_id == case_id).order_by(CaseVoice.contribution_id)
    return db.session.scalars(wanted.options(selectinload(CaseVoice.contribution))).all()


def ordered(one_of_them: Contribution, other: Contribution) -> tuple[int, int]:
    low, high = sorted((one_of_them.id, other.id))
    return low, high


def judged_apart(one_of_them: Contribution, other: Contribution) -> NotTheSame | None:
    return db.session.get(NotTheSame, ordered(one_of_them, other))


def mark_of_pair(one_of_them: Contribution, other: Contribution) -> str:
    """Changes as soon as somebody judges this pair, or puts one of the two with others."""
    voices = voice_of(one_of_them), voice_of(other)
    lying = [voice.case_id if voice else 0 for voice in voices]
    return mark(f"{lying} {judged_apart(one_of_them, other) is not None}")


def mark_of_case(case_id: int) -> str:
    """Changes as soon as somebody changes this group."""
    return mark_of(voices_in(case_id))


def mark_of(voices: Iterable[CaseVoice]) -> str:
    """The same, of voices that were read already, in the order of the ids."""
    return mark(" ".join(f"{voice.contribution_id}{voice.is_primary}" for voice in voices))


def mark(state: str) -> str:
    return hashlib.sha256(state.encode()).hexdigest()[:SHORT]


def open_pairs(person: Person) -> list[Pair]:
    """The pairs that this person can judge, the surest first: not judged yet, and not in one group."""
    mine, theirs = aliased(CaseVoice), aliased(CaseVoice)
    audience = audience_of(person)
    shown = select(Listing.contribution_id).where(Listing.audience == audience, Listing.gone.is_(False))
    apart = exists().where(NotTheSame.one_id == Likeness.one_id, NotTheSame.other_id == Likeness.other_id)
    found = db.session.execute(
        select(Likeness.one_id, Likeness.other_id, Likeness.score)
        .outerjoin(mine, mine.contribution_id == Likeness.one_id)
        .outerjoin(theirs, theirs.contribution_id == Likeness.other_id)
        .where(Likeness.audience == audience, ~apart)
        .where(or_(mine.case_id.is_(None), theirs.case_id.is_(None), mine.case_id != theirs.case_id))
        .where(Likeness.one_id.in_(shown), Likeness.other_id.in_(shown))
    )
    return nearest([(low, high, score) for low, high, score in found])


def with_several(person: Person) -> list[int]:
    """The cases of which this person may read at least two voices, the newest first."""
    shown = select(Listing.contribution_id).where(Listing.audience == audience_of(person), Listing.gone.is_(False))
    found = (
        select(CaseVoice.case_id)
        .where(CaseVoice.contribution_id.in_(shown))
        .group_by(CaseVoice.case_id)
        .having(func.count() > 1)
        .order_by(CaseVoice.case_id.desc())
    )
    return list(db.session.scalars(found))


def cases_with(ids: Collection[int]) -> Sequence[Case]:
    """These cases with their voices, the newest first."""
    found = select(Case).where(Case.id.in_(ids)).options(selectinload(Case.voices)).order_by(Case.id.desc())
    return db.session.scalars(found).all()


def case_by_public_id(public_id: str) -> Case:
    """The case at this address. Raises NotFound."""
    return one(select(Case).where(Case.public_id == public_id))


def told_beside(contribution: Contribution, person: Person) -> list[int]:
    """The others that may be shown as telling the same case as this one, in the public order.

    That is what the listings of this person's audience say, and nothing else: see `Listing.case_key`.
    """
    own, beside = aliased(Listing), aliased(Listing)
    same = and_(beside.audience == own.audience, beside.case_key == own.case_key)
    found = (
        select(beside.contribution_id)
        .join(own, same)
        .where(own.audience == audience_of(person), own.contribution_id == contribution.id)
        .where(beside.contribution_id != contribution.id, beside.gone.is_(False), own.gone.is_(False))
        .order_by(beside.month.desc(), beside.sort_title, beside.public_id)
    )
    return list(db.session.scalars(found))


def last_deed_of(user: User, since: datetime) -> CaseDeed | None:
    """The newest deed of this person that was not undone, unless it is older than that."""
    wanted = CaseDeed.by_id == user.id, CaseDeed.undone_at.is_(None), CaseDeed.at >= since
    found = select(CaseDeed).where(*wanted).order_by(CaseDeed.id.desc()).limit(1)
    return db.session.scalars(found).first()


def judged_cases_of(user: User) -> list[tuple[datetime, str]]:
    """What this person judged of texts about one case, and when; which texts these were, is somebody else's."""
    done = [
        (at, f"texts about one case: {what}")
        for at, what in db.session.execute(select(CaseDeed.at, CaseDeed.what).where(CaseDeed.by_id == user.id))
    ]
    lying = db.session.scalars(select(CaseVoice.at).where(CaseVoice.by_id == user.id))
    apart = db.session.scalars(select(NotTheSame.at).where(NotTheSame.by_id == user.id))
    return [*done, *((at, "put a text with others") for at in lying), *((at, "kept two texts apart") for at in apart)]


def moves_of(deed: CaseDeed) -> Sequence[CaseMove]:
    wanted = select(CaseMove).where(CaseMove.deed_id == deed.id).options(selectinload(CaseMove.contribution))
    return db.session.scalars(wanted).all()


def delete_deeds_before(moment: datetime) -> int:
    """Deletes what could be undone until this moment, and the groups that are left without a voice; how many deeds."""
    gone = number_of(db.session.execute(delete(CaseDeed).where(CaseDeed.at < moment)))
    lying = select(CaseVoice.case_id).union(select(CaseMove.from_case_id), select(CaseMove.to_case_id))
    known = lying.subquery()
    kept = select(known.c[0]).where(known.c[0].is_not(None))
    db.session.execute(delete(Case).where(Case.id.not_in(kept), Case.begun_at < moment))
    return gone


def note_case(contribution: Contribution, audience: Audience, key: int | None, revision: int) -> None:
    wanted = Listing.contribution_id == contribution.id, Listing.audience == audience
    db.session.execute(update(Listing).where(*wanted).values(case_key=key, revision=revision))
