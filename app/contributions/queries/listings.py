"""What each audience may find: the listings, and an index in memory that follows them."""

import threading
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Engine, Row, Select, select, update
from sqlalchemy.orm import Session

from app.contributions.catalogue import Catalogue, Entry
from app.contributions.models import Audience, Contribution, Listing, Revision, Status
from app.core.database import db
from app.core.security import random_id

LISTINGS = "listings"


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
            epoch, number = revision_now(session)
            if epoch != self.epoch:
                self.epoch, self.seen, self.known = epoch, 0, Catalogue()
            if number == self.seen:
                return
            rows = session.execute(changes_since(self.audience, self.seen)).all()
        if self.seen == 0:
            self.known.load(entry(row) for row in rows if not row.gone)
        else:
            for row in rows:
                self.known.forget(row.contribution_id) if row.gone else self.known.put(entry(row))
        self.seen = number


followers: WeakKeyDictionary[Engine, dict[Audience, Follower]] = WeakKeyDictionary()


def catalogue(audience: Audience) -> Follower:
    """The catalogue of an audience, for in a `with`: up to date, and nobody else changes it meanwhile."""
    of_this_database = followers.setdefault(db.engine, {})
    return of_this_database.setdefault(audience, Follower(audience))


def revision_now(session: Session) -> tuple[str, int]:
    row = session.execute(select(Revision.epoch, Revision.number).where(Revision.name == LISTINGS)).first()
    return (row.epoch, row.number) if row else ("", 0)


def changes_since(audience: Audience, seen: int) -> Select[Any]:
    columns = [c for c in Listing.__table__.columns if c.name not in ("audience", "revision")]
    return select(*columns).where(Listing.audience == audience, Listing.revision > seen)


def entry(row: Row[Any]) -> Entry:
    """A listing as the catalogue keeps it."""
    single = (
        ("kind", row.kind),
        ("outcome", row.outcome),
        ("part", row.part),
        ("size", row.size),
        ("period", row.period),
        ("organisation_kind", row.organisation_kind),
        ("challenge", row.challenge_id),
    )
    marks = [(name, value) for name, value in single if value is not None]
    terms = [("term", term_id) for term_id in row.term_ids]
    return Entry(row.contribution_id, row.month, row.sort_title, row.public_id, frozenset(marks + terms))


def next_revision() -> int:
    """The next number of a change to the listings. Whoever takes it holds the counter until the commit."""
    raise_it = update(Revision).where(Revision.name == LISTINGS).values(number=Revision.number + 1)
    number: int | None = db.session.scalar(raise_it.returning(Revision.number))
    if number is None:
        db.session.add(Revision(name=LISTINGS, number=1))
        db.session.flush()
        return 1
    return number


def listings_of(contribution: Contribution) -> dict[Audience, Listing]:
    found = db.session.scalars(select(Listing).where(Listing.contribution_id == contribution.id))
    return {listing.audience: listing for listing in found}


def shown_now() -> Iterator[tuple[Audience, Contribution]]:
    """Every contribution that an audience may find, one at a time: there may be very many."""
    found = db.session.execute(select(Listing.audience, Listing.contribution_id).where(Listing.gone.is_(False))).all()
    for audience, key in found:
        yield audience, db.session.get_one(Contribution, key)


def coming_into_view(day: date) -> Sequence[Contribution]:
    """Published contributions whose embargo has ended by this day and that are not listed yet."""
    listed = select(Listing.contribution_id).where(Listing.gone.is_(False))
    wanted = (
        Contribution.status == Status.PUBLISHED,
        Contribution.visible_from.is_not(None),
        Contribution.visible_from <= day,
        Contribution.id.not_in(listed),
    )
    return db.session.scalars(select(Contribution).where(*wanted).order_by(Contribution.id)).all()


def begin_anew() -> None:
    """Makes every process read all listings again, after rows were removed without leaving a trace."""
    db.session.execute(update(Revision).where(Revision.name == LISTINGS).values(epoch=random_id()))
