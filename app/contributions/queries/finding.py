"""Finding contributions, as far as somebody may know of them."""

from collections.abc import Iterable, Sequence

from pyroaring import BitMap
from sqlalchemy import and_, or_, select
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.sql.base import ExecutableOption

from app.accounts.models import Person
from app.contributions.catalogue import Mark
from app.contributions.models import Contribution, Status, Tag
from app.contributions.permissions import audience_of, visible_to
from app.contributions.queries.listings import catalogue
from app.contributions.queries.photos import with_who_found_it_fit
from app.core.clock import today
from app.core.database import db, one


def with_what_is_shown(in_few: bool = False) -> tuple[ExecutableOption, ...]:
    """Everything that `disclosed` reads, in a fixed number of statements.

    With `in_few` what each has one or two of comes along in the same statement, for a page that asks much already.
    """
    along = joinedload if in_few else selectinload
    return (
        joinedload(Contribution.place),
        joinedload(Contribution.organisation),
        joinedload(Contribution.challenge),
        joinedload(Contribution.follows_up),
        selectinload(Contribution.tags).joinedload(Tag.term),
        along(Contribution.readings),
        selectinload(Contribution.photos),
        *([joinedload(Contribution.kept_from)] if in_few else []),
    )


def contribution_by_public_id(public_id: str, person: Person, to_change: bool = False) -> Contribution:
    """The contribution at this address. Raises NotFound when this person may not know of it.

    With `to_change` it is neither changed nor taken out of view before the end of the transaction. Whoever tells its
    contributor something goes on meanwhile: who words a question does that, and others who hold this one wait for that.
    """
    wanted = Contribution.public_id == public_id, visible_to(person)
    statement = select(Contribution).where(*wanted).options(*with_what_is_shown())
    return one(statement.with_for_update(of=Contribution, key_share=True) if to_change else statement)


def contribution_by_code(code_hash: str) -> Contribution:
    """The contribution that somebody holds the code of. Raises NotFound."""
    wanted = Contribution.code_hash == code_hash
    return one(select(Contribution).where(wanted).options(*with_what_is_shown()))


def in_this_order(ids: Sequence[int], person: Person) -> list[Contribution]:
    """The contributions with these ids that this person may see, in the order of the ids."""
    wanted = Contribution.id.in_(ids), visible_to(person)
    found = db.session.scalars(select(Contribution).where(*wanted).options(*with_what_is_shown())).unique()
    by_id = {contribution.id: contribution for contribution in found}
    return [by_id[i] for i in ids if i in by_id]


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


def may_be_shown_today(contribution: Contribution) -> bool:
    waits = contribution.visible_from is not None and contribution.visible_from > today()
    return contribution.status is Status.PUBLISHED and not waits


def followed(code_hash: str, public_id: str, person: Person, to_change: bool = False) -> Contribution:
    """The contribution of whoever holds this code, or of its signed-in contributor. Raises NotFound.

    With `to_change` nobody else changes it before the end of the transaction.
    """
    held = Contribution.code_hash == code_hash
    own = and_(Contribution.public_id == public_id, Contribution.author_id == person.id)
    wanted = or_(held, own) if person.id is not None else held
    shown = (
        *with_what_is_shown(in_few=True),
        joinedload(Contribution.proposals),  # one or two
        joinedload(Contribution.steps),  # some ten, with few beside them
        with_who_found_it_fit(),
        joinedload(Contribution.freezes),
        joinedload(Contribution.own_words),
        joinedload(Contribution.on_behalf),
    )
    statement = select(Contribution).where(wanted).options(*shown)
    return one(statement.with_for_update(of=Contribution) if to_change else statement)


def shared_by(person: Person) -> Sequence[Contribution]:
    """What this person shared while signed in, the newest first; nothing for who is not signed in."""
    if person.id is None:
        return []
    wanted = Contribution.author_id == person.id
    return db.session.scalars(
        select(Contribution).where(wanted).order_by(Contribution.submitted_at.desc(), Contribution.public_id)
    ).all()
