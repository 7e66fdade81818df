"""Finding contributions, as far as somebody may know of them."""

import threading
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any
from weakref import WeakKeyDictionary

from pyroaring import BitMap
from sqlalchemy import Engine, Row, Select, and_, delete, or_, select, update
from sqlalchemy.orm import Session, joinedload, selectinload
from sqlalchemy.sql.base import ExecutableOption

from app.accounts.models import Person
from app.challenges.models import Challenge
from app.contributions.catalogue import Catalogue, Entry, Mark
from app.contributions.models import (
    Audience,
    CallbackAddress,
    Contribution,
    Draft,
    Listing,
    NewsAddress,
    Remark,
    Revision,
    Status,
    Tag,
    ViewOfHidden,
    Voice,
)
from app.contributions.permissions import audience_of, visible_to
from app.core.clock import today
from app.core.database import db, one
from app.core.security import random_id

LISTINGS = "listings"


def with_what_is_shown() -> tuple[ExecutableOption, ...]:
    """Everything that `disclosed` reads, in a fixed number of statements."""
    return (
        joinedload(Contribution.place),
        joinedload(Contribution.organisation),
        joinedload(Contribution.challenge),
        selectinload(Contribution.tags).joinedload(Tag.term),
        selectinload(Contribution.readings),
    )


def contribution_by_public_id(public_id: str, person: Person) -> Contribution:
    """The contribution at this address. Raises NotFound when this person may not know of it."""
    wanted = Contribution.public_id == public_id, visible_to(person)
    return one(select(Contribution).where(*wanted).options(*with_what_is_shown()))


def contribution_by_code(code_hash: str) -> Contribution:
    """The contribution that somebody holds the code of. Raises NotFound."""
    wanted = Contribution.code_hash == code_hash
    return one(select(Contribution).where(wanted).options(*with_what_is_shown()))


def was_withdrawn(public_id: str) -> bool:
    """Whether a text that once stood at this address was taken back by its contributor."""
    wanted = Contribution.public_id == public_id, Contribution.status == Status.WITHDRAWN
    published = Contribution.published_at.is_not(None)
    return db.session.scalar(select(Contribution.id).where(*wanted, published)) is not None


def in_this_order(ids: Sequence[int], person: Person) -> list[Contribution]:
    """The contributions with these ids that this person may see, in the order of the ids."""
    wanted = Contribution.id.in_(ids), visible_to(person)
    found = db.session.scalars(select(Contribution).where(*wanted).options(*with_what_is_shown())).unique()
    by_id = {contribution.id: contribution for contribution in found}
    return [by_id[i] for i in ids if i in by_id]


def answers_to(challenge: Challenge, person: Person) -> list[Contribution]:
    """The published contributions to a challenge, in the public order."""
    ids = found_by({"challenge": [("challenge", challenge.id)]}, person, first=0, size=500)[0]
    return in_this_order(ids, person)


def found_by(
    filters: dict[str, list[Mark]], person: Person, first: int, size: int, among: BitMap | None = None
) -> tuple[list[int], BitMap]:
    """A page of ids, and all hits, of what passes these filters for this person's audience."""
    with catalogue(audience_of(person)) as known:
        hits = known.matching(filters)
        if among is not None:
            hits = hits & among
        return known.page(hits, first, size), hits


def counts_of(marks: Iterable[Mark], person: Person, hits: BitMap | None = None) -> dict[Mark, int]:
    """How many contributions (of these hits) carry each mark, for this person's audience."""
    with catalogue(audience_of(person)) as known:
        return known.counts(marks, known.everything if hits is None else hits)


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


def newest(person: Person, size: int) -> list[Contribution]:
    """The first of the public order: the newest month, by title."""
    return in_this_order(found_by({}, person, 0, size)[0], person)


def may_be_shown_today(contribution: Contribution) -> bool:
    waits = contribution.visible_from is not None and contribution.visible_from > today()
    return contribution.status is Status.PUBLISHED and not waits


def has_external_ref(reference: str) -> bool:
    return db.session.scalar(select(Contribution.id).where(Contribution.external_ref == reference)) is not None


def delete_addresses_due(day: date) -> int:
    """Removes the addresses that were to be deleted by this day."""
    models = (CallbackAddress, NewsAddress)
    gone = [db.session.execute(delete(model).where(model.delete_on <= day)) for model in models]
    return sum(int(getattr(result, "rowcount", 0)) for result in gone)


def delete_drafts_before(moment: datetime) -> int:
    """Removes drafts that were last changed before this moment."""
    gone = db.session.execute(delete(Draft).where(Draft.changed_at < moment))
    return int(getattr(gone, "rowcount", 0))


def draft_of(public_id: str, secret_hash: str, person: Person, to_change: bool = False) -> Draft:
    """A draft of this browser or this person. Raises NotFound for somebody else's.

    With `to_change` nobody else changes it before the end of the transaction.
    """
    mine = Draft.secret_hash == secret_hash
    own = or_(mine, Draft.user_id == person.id) if person.id is not None else mine
    wanted = select(Draft).where(Draft.public_id == public_id, own).execution_options(populate_existing=to_change)
    return one(wanted.with_for_update(of=Draft) if to_change else wanted)


def voices_of(draft: Draft) -> Sequence[Voice]:
    return db.session.scalars(select(Voice).where(Voice.draft_id == draft.id)).all()


def public_ids_with_voice_of(draft: Draft) -> set[str]:
    chosen = select(Voice.contribution_id).where(Voice.draft_id == draft.id)
    return set(db.session.scalars(select(Contribution.public_id).where(Contribution.id.in_(chosen))))


def remarks_on(contribution: Contribution) -> Sequence[Remark]:
    """The questions of the desk and the answers of the contributor, oldest first."""
    wanted = Remark.contribution_id == contribution.id
    return db.session.scalars(select(Remark).where(wanted).order_by(Remark.id)).all()


def views_of_hidden(contribution: Contribution) -> Sequence[ViewOfHidden]:
    """Who opened the text before it was public, oldest first."""
    wanted = ViewOfHidden.contribution_id == contribution.id
    return db.session.scalars(select(ViewOfHidden).where(wanted).order_by(ViewOfHidden.id)).all()


def callback_address_of(contribution: Contribution) -> CallbackAddress | None:
    return db.session.get(CallbackAddress, contribution.id)


def news_address_of(contribution: Contribution) -> NewsAddress | None:
    return db.session.get(NewsAddress, contribution.id)


def news_address_by(token_hash: str) -> NewsAddress:
    """The address that a link in a mail belongs to. Raises NotFound."""
    return one(select(NewsAddress).where(NewsAddress.token_hash == token_hash))


def with_most_shared_terms(term_ids: Sequence[int], person: Person, size: int) -> list[Contribution]:
    """The contributions that share most of these terms, at least two; equal ones in the public order."""
    with catalogue(audience_of(person)) as known:
        shared: dict[int, int] = {}
        for term_id in term_ids:
            for contribution_id in known.holding(("term", term_id)):
                shared[contribution_id] = shared.get(contribution_id, 0) + 1
        best = [i for i, count in shared.items() if count > 1]
        best.sort(key=lambda i: (-shared[i], known.entries[i].key))
    return in_this_order(best[:size], person)


def followed(code_hash: str, public_id: str, person: Person) -> Contribution:
    """The contribution of whoever holds this code, or of its signed-in contributor. Raises NotFound."""
    held = Contribution.code_hash == code_hash
    own = and_(Contribution.public_id == public_id, Contribution.author_id == person.id)
    wanted = or_(held, own) if person.id is not None else held
    shown = (*with_what_is_shown(), selectinload(Contribution.proposals), selectinload(Contribution.steps))
    return one(select(Contribution).where(wanted).options(*shown))
