"""What each audience may find: the listings, and an index in memory that follows them."""

import sys
import threading
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import ColumnElement, Engine, Row, Select, select
from sqlalchemy.orm import Session

from app.accounts.models import Person
from app.contributions.catalogue import Catalogue, Entry, Mark
from app.contributions.models import Audience, Contribution, Listing, Status
from app.contributions.permissions import audience_of, visible_to
from app.core.database import db
from app.core.revisions import revision_now

LISTINGS = "listings"  # the name of the counter behind `Listing.revision`
AT_ONCE = 2000  # rows read at a time: a million of them at once would not fit beside what is made of them
OF_NO_USE_FOR_COUNTING = ("audience", "revision", "lesson", "language", "years", "photo")


class Follower:
    """Keeps one catalogue up to date with the listings of one audience in one database."""

    def __init__(self, audience: Audience) -> None:
        self.audience = audience
        self.epoch = ""
        self.seen = 0
        self.known = Catalogue()
        self.lock = threading.RLock()

    def __enter__(self) -> Catalogue:
        self.lock.acquire()
        try:
            self.follow()
        except BaseException:
            self.lock.release()
            raise
        return self.known

    def __exit__(self, *_error: object) -> None:
        self.lock.release()

    def follow(self) -> None:
        """Reads what was committed since the last time, apart from the request's own transaction.

        What a request has changed and may still roll back must not reach other requests.
        """
        with Session(db.engine.execution_options(writes=False)) as session:  # a POST may hold the lock to write
            epoch, number = revision_now(LISTINGS, session)
            if epoch != self.epoch:
                self.epoch, self.seen, self.known = epoch, 0, Catalogue()
            if number == self.seen:
                return
            rows = session.execute(changes_since(self.audience, self.seen).execution_options(yield_per=AT_ONCE))
            if self.seen == 0:
                self.known.load(entry(row) for row in rows if not row.gone)
            else:
                for row in rows:
                    self.known.forget(row.contribution_id) if row.gone else self.known.put(entry(row))
        self.seen = number


def listings_changed() -> tuple[str, int]:
    """Differs as soon as somebody committed a change to what any audience may find."""
    with Session(db.engine.execution_options(writes=False)) as session:  # apart: to see what others committed
        return revision_now(LISTINGS, session)


followers: WeakKeyDictionary[Engine, dict[Audience, Follower]] = WeakKeyDictionary()


def catalogue(audience: Audience) -> Follower:
    """The catalogue of an audience, for in a `with`: up to date, and nobody else changes it meanwhile."""
    of_this_database = followers.setdefault(db.engine, {})
    return of_this_database.setdefault(audience, Follower(audience))


def changes_since(audience: Audience, seen: int) -> Select[Any]:
    columns = [c for c in Listing.__table__.columns if c.name not in OF_NO_USE_FOR_COUNTING]
    return select(*columns).where(Listing.audience == audience, Listing.revision > seen)


def listed(ids: Sequence[int], audience: Audience) -> dict[int, Row[Any]]:
    """What an audience may read on the cards of these contributions, by id; what is gone is left out."""
    columns = [c for c in Listing.__table__.columns if c.name not in ("audience", "revision", "gone", "sort_title")]
    wanted = Listing.audience == audience, Listing.contribution_id.in_(ids), Listing.gone.is_(False)
    return {row.contribution_id: row for row in db.session.execute(select(*columns).where(*wanted))}


def listed_to(person: Person, *which: ColumnElement[bool]) -> Sequence[Row[Any]]:
    """The same of the contributions that this person may read, each with whether it is not to be quoted; in the public
    order. `which` are conditions on Contribution."""
    columns = [c for c in Listing.__table__.columns if c.name not in ("audience", "revision", "gone")]
    found = Listing.audience == audience_of(person), Listing.gone.is_(False), visible_to(person)
    wanted = select(*columns, Contribution.not_quoted).join(Contribution, Contribution.id == Listing.contribution_id)
    rows: Sequence[Any] = db.session.execute(wanted.where(*found, *which)).all()
    return sorted(rows, key=lambda row: (-(row.month or date.min).toordinal(), row.sort_title, row.public_id))


class Marks(dict[Any, Mark]):
    """The marks of one facet by their values, each made once: twenty for each entry would fill the memory."""

    def __init__(self, facet: str) -> None:
        super().__init__()
        self.facet = facet

    def __missing__(self, value: str | int) -> Mark:
        mark = self[value] = (self.facet, value)
        return mark


FACETS = ("kind", "outcome", "part", "size", "period", "organisation_kind", "challenge", "follows_up", "organisation")
SINGLE = tuple(map(Marks, FACETS))
TERMS, TOWNS = Marks("term"), Marks("town")
MEMBERS_ONLY: Mark = ("members_only", 1)


def entry(row: Row[Any]) -> Entry:
    """A listing as the catalogue keeps it."""
    own = row.kind, row.outcome, row.part, row.size, row.period, row.organisation_kind
    told = *own, row.challenge_id, row.follows_up_id, row.organisation_id
    marks = [of_facet[value] for of_facet, value in zip(SINGLE, told, strict=True) if value is not None]
    marks += map(TERMS.__getitem__, row.term_ids)
    if row.exact_place:  # of a contribution that is shown by name: "Ede, Zonnebuurt"
        marks.append(TOWNS[row.exact_place.split(", ")[0]])
    if row.members_only:
        marks.append(MEMBERS_ONLY)
    title = row.sort_title if row.sort_title == row.title else row.title
    shown = (row.contribution_id, row.month, row.sort_title, row.public_id, title, sys.intern(row.kind))
    return Entry(*shown, tuple(marks), row.case_key)


def listings_of(contribution: Contribution) -> dict[Audience, Listing]:
    found = db.session.scalars(select(Listing).where(Listing.contribution_id == contribution.id))
    return {listing.audience: listing for listing in found}


def shown_now() -> Iterator[tuple[Audience, Contribution]]:
    """Every contribution that an audience may find, one at a time: there may be very many."""
    found = db.session.execute(select(Listing.audience, Listing.contribution_id).where(Listing.gone.is_(False))).all()
    for audience, key in found:
        yield audience, db.session.get_one(Contribution, key, populate_existing=True)


def coming_into_view(day: date) -> Sequence[Contribution]:
    """Published contributions whose embargo has ended by this day and that are not listed yet.

    Nobody changes them before the end of the transaction: what is listed is never older than what its contributor said.
    """
    listed = select(Listing.contribution_id).where(Listing.gone.is_(False))
    wanted = (
        Contribution.status == Status.PUBLISHED,
        Contribution.visible_from.is_not(None),
        Contribution.visible_from <= day,
        Contribution.id.not_in(listed),
    )
    found = select(Contribution).where(*wanted).order_by(Contribution.id)
    return db.session.scalars(found.with_for_update(of=Contribution).execution_options(populate_existing=True)).all()
