"""What still names terms that were replaced by others, or a size that is shown no longer."""

from collections.abc import Collection, Iterator, Sequence

from sqlalchemy import ColumnElement, or_, select

from app.accounts.models import Organisation
from app.contributions.models import Contribution, Listing, Tag
from app.contributions.queries.finding import with_what_is_shown
from app.core.database import db, in_batches
from app.taxonomy.queries import heirs


def listed_with_another_size() -> Sequence[Contribution]:
    """The contributions in whose lists a size stands that their municipality shows no longer, or differently."""
    wanted = Listing.size.is_not(None), Listing.size.is_distinct_from(Organisation.size)
    listed = select(Listing.contribution_id).join(Contribution, Contribution.id == Listing.contribution_id)
    ids = listed.join(Organisation, Organisation.id == Contribution.place_id).where(*wanted)
    return held(Contribution.id.in_(ids))


def naming_replaced_terms(roles: Collection[str], kinds: Collection[str]) -> Iterator[Contribution]:
    """The contributions that are tagged or listed with a term that has an heir, or name such a role or kind.

    A listing also names the terms above its tags, so it can lag behind when none of its tags was replaced.
    """
    replaced = heirs().keys()
    if not replaced:
        return
    tagged = db.session.scalars(select(Tag.contribution_id).where(Tag.term_id.in_(list(replaced))))
    coded = or_(Contribution.role.in_(list(roles)), Contribution.organisation_kind.in_(list(kinds)))
    described = db.session.scalars(select(Contribution.id).where(coded))
    rows = db.session.execute(select(Listing.contribution_id, Listing.term_ids).where(Listing.gone.is_(False)))
    listed = {row.contribution_id for row in rows if not replaced.isdisjoint(row.term_ids)}
    batches = [Contribution.id.in_(some) for some in in_batches({*tagged, *described, *listed})]
    for some in batches:  # all before the first is listed: who changes one holds it first, and the counter then
        db.session.execute(select(Contribution.id).where(some).order_by(Contribution.id).with_for_update())
    for some in batches:
        yield from held(some, ~Contribution.freezes.any())  # frozen ones later


def listed_with(term_ids: Collection[int]) -> Iterator[Contribution]:
    """The contributions that stand in a list with one of these terms, or with a term right below one."""
    rows = db.session.execute(select(Listing.contribution_id, Listing.term_ids).where(Listing.gone.is_(False)))
    ids = {row.contribution_id for row in rows if not set(term_ids).isdisjoint(row.term_ids)}
    for some in in_batches(ids):
        yield from held(Contribution.id.in_(some))


def held_now(ids: Collection[int]) -> Iterator[Contribution]:
    """These contributions as they are now, without those that are frozen for a request under the Woo."""
    for some in in_batches(ids):
        yield from held(Contribution.id.in_(some), ~Contribution.freezes.any())


def held(*wanted: ColumnElement[bool]) -> Sequence[Contribution]:
    """These contributions as they are now; nobody changes them before the end of the transaction."""
    found = select(Contribution).where(*wanted).order_by(Contribution.id).options(*with_what_is_shown())
    fresh = found.with_for_update(of=Contribution).execution_options(populate_existing=True)
    return db.session.scalars(fresh).unique().all()
