"""What a Woo request is about, and what is kept for it. An administrator counts here, and never reads."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain

from sqlalchemy import ColumnElement, Select, delete, func, or_, select, true
from sqlalchemy.orm import selectinload

from app.accounts.models import Organisation
from app.accounts.queries import plain
from app.contributions.models import Contribution, Freeze, Photo, Proposal, Remark, Step, Tag
from app.core.clock import midnight
from app.core.database import db

BATCH = 500


@dataclass(frozen=True)
class About:
    """What a Woo request asks for: words that all stand in one contribution, a period, an organisation."""

    words: str = ""
    first: date | None = None  # days on which it was sent
    last: date | None = None
    organisation: Organisation | None = None
    term_ids: frozenset[int] = frozenset()  # one of these

    @property
    def says_something(self) -> bool:
        return any((self.words, self.first, self.last, self.organisation, self.term_ids))


@dataclass(frozen=True)
class Request:
    """A Woo request that contributions are kept for, and how many."""

    reference: str
    since: date
    count: int


def in_period(about: About) -> Iterator[ColumnElement[bool]]:
    if about.first is not None:
        yield Contribution.submitted_at >= midnight(about.first)
    if about.last is not None:
        yield Contribution.submitted_at < midnight(about.last + timedelta(days=1))


def of_organisation(organisation: Organisation | None) -> ColumnElement[bool]:
    """What came from an organisation or is about its place, under whatever name it was typed."""
    if organisation is None:
        return true()
    return or_(
        Contribution.organisation_id == organisation.id,
        Contribution.place_id == organisation.id,
        func.lower(Contribution.organisation_name) == organisation.name.lower(),
    )


def tagged_with(term_ids: Collection[int]) -> ColumnElement[bool]:
    return Contribution.tags.any(Tag.term_id.in_(term_ids)) if term_ids else true()


def ids_about(about: About) -> list[int]:
    """The contributions that a request is about: texts, other versions, remarks and notes are all looked through."""
    if not about.says_something:
        return []
    wanted_ones = *in_period(about), of_organisation(about.organisation), tagged_with(about.term_ids)
    chosen = select(Contribution.id).where(*wanted_ones)
    ids = sorted(db.session.scalars(chosen))
    wanted = plain(about.words).split()
    if not wanted:
        return ids
    left = {key: set(wanted) for key in ids}
    for key, text in texts_with_their_contribution(chosen):
        if key in left and left[key]:
            said = plain(text)
            left[key] = {word for word in left[key] if word not in said}
    return [key for key in ids if not left[key]]


def texts_with_their_contribution(chosen: Select[int]) -> Iterator[tuple[int, str]]:
    """Every text of these contributions. Accents are folded by us: databases differ in what they call a letter."""
    own = select(
        Contribution.id, Contribution.title, Contribution.facts, Contribution.lesson, Contribution.opinion,
        Contribution.condition, Contribution.went_wrong, Contribution.neighbourhood, Contribution.organisation_name,
    ).where(Contribution.id.in_(chosen))  # fmt: skip
    other = select(
        Proposal.contribution_id, Proposal.title, Proposal.facts, Proposal.lesson, Proposal.opinion,
        Proposal.condition, Proposal.went_wrong,
    ).where(Proposal.contribution_id.in_(chosen))  # fmt: skip
    said = select(Remark.contribution_id, Remark.text).where(Remark.contribution_id.in_(chosen))
    seen = select(Photo.contribution_id, Photo.alt, Photo.credit, Photo.reason).where(Photo.contribution_id.in_(chosen))
    noted = select(Step.contribution_id, Step.note).where(Step.contribution_id.in_(chosen), Step.note != "")
    texts = (own, other, said, seen, noted)
    for row in chain(*(db.session.execute(s, execution_options={"yield_per": BATCH}) for s in texts)):
        yield row[0], " ".join(row[1:])


def to_freeze(ids: Collection[int]) -> Sequence[Contribution]:
    """These contributions, which nobody else changes before the end of the transaction."""
    wanted = select(Contribution).where(Contribution.id.in_(ids)).order_by(Contribution.id)
    locked = wanted.with_for_update(of=Contribution).execution_options(populate_existing=True)
    return db.session.scalars(locked.options(selectinload(Contribution.freezes))).all()


def ids_by_public_id(public_ids: Collection[str]) -> dict[str, int]:
    rows = db.session.execute(
        select(Contribution.public_id, Contribution.id).where(Contribution.public_id.in_(public_ids))
    )
    return {row.public_id: row.id for row in rows}


def days_sent(ids: Collection[int]) -> tuple[date, date] | None:
    """The first and the last day on which one of these was sent; None for no contributions."""
    span = select(func.min(Contribution.submitted_at), func.max(Contribution.submitted_at))
    first, last = db.session.execute(span.where(Contribution.id.in_(ids))).one()
    return (first, last) if first is not None else None


def requests() -> list[Request]:
    """The Woo requests that something is kept for, the newest first."""
    counted = select(Freeze.reference, func.max(Freeze.since).label("since"), func.count().label("count"))
    rows = db.session.execute(counted.group_by(Freeze.reference).order_by(func.max(Freeze.since).desc()))
    return [Request(row.reference, row.since, row[2]) for row in rows]


def kept_for(reference: str) -> Sequence[Freeze]:
    """What is kept for this request, in the order in which it was sent."""
    wanted = select(Freeze).where(Freeze.reference == reference).join(Freeze.contribution)
    return db.session.scalars(wanted.order_by(Contribution.submitted_at, Contribution.public_id)).all()


def stop_keeping(contribution: Contribution, reference: str) -> None:
    wanted = Freeze.contribution_id == contribution.id, Freeze.reference == reference
    db.session.execute(delete(Freeze).where(*wanted), execution_options={"synchronize_session": "fetch"})
    db.session.refresh(contribution, ["freezes"])


def number_frozen(*wanted: ColumnElement[bool]) -> int:
    """How many contributions (of these) are kept for some request."""
    frozen = select(func.count()).select_from(Contribution).where(Contribution.freezes.any(), *wanted)
    return db.session.scalar(frozen) or 0
