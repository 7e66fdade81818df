"""Bringing a contribution into view, and out of it again: at once, in every list."""

from datetime import datetime

from app.contributions import queries
from app.contributions.disclosure import View, view_of
from app.contributions.models import Audience, Contribution, Listing, Status, Step
from app.contributions.permissions import RIGHTS, level
from app.core import clock, dutch, fulltext
from app.core.collation import sort_key
from app.core.database import db
from app.taxonomy.queries import mark_of

VIEWERS = {Audience.PUBLIC: "visitor", Audience.MEMBERS: "member"}


def publish(contribution: Contribution, at: datetime | None = None, by_role: str = "editor") -> None:
    """Makes the text visible to its audience. The caller has checked that it may."""
    contribution.status = Status.PUBLISHED
    contribution.published_at = at or clock.now()
    contribution.clock_since = None
    contribution.steps.append(Step(what="published", by_role=by_role, at=contribution.published_at))
    db.session.flush()
    relist(contribution)
    forget_callback(contribution)


def forget_callback(contribution: Contribution) -> None:
    """Nobody has to be called back about a text that is done: the address goes, as was promised."""
    address = queries.callback_address_of(contribution)
    if address is not None:
        db.session.delete(address)
        db.session.flush()


def relist(contribution: Contribution) -> None:
    """Brings the listings in line with what each audience may see of this contribution now.

    Call it after every change to a published text, its level, its place or its tags.
    """
    known = queries.listings_of(contribution)
    for audience, viewer in VIEWERS.items():
        fields = frozenset[str]()
        if queries.may_be_shown_today(contribution):
            fields = RIGHTS[(viewer, "published", level(contribution))]
        listing = known.get(audience)
        if listing is None and not fields:
            continue
        revision = queries.next_revision()
        if listing is None:
            listing = Listing(audience=audience, contribution_id=contribution.id)
            db.session.add(listing)
        listing.revision = revision
        view = view_of(contribution, fields) if fields else None
        describe(listing, view)
        index(audience, contribution.id, view)
    db.session.flush()


def index_again() -> None:
    """Makes the full-text index anew, as the listings stand: after a backup was put back, which holds no index."""
    fulltext.clear()
    for audience, contribution in queries.shown_now():
        fields = RIGHTS[(VIEWERS[audience], "published", level(contribution))]
        index(audience, contribution.id, view_of(contribution, fields))


def index(audience: Audience, key: int, view: View | None) -> None:
    """Lets the text be found by what this audience may read of it, and by nothing else."""
    if view is None:
        fulltext.remove(audience.value, key)
        return
    tags = [term for terms in view.terms.values() for term in terms]
    shown = (view.facts, view.lesson, view.opinion, view.place, view.organisation, *(term.name for term in tags))
    body = [*dutch.terms(" ".join(shown)), *(mark_of(term.id) for term in tags)]
    fulltext.put(audience.value, key, dutch.terms(view.title), body)


def describe(listing: Listing, view: View | None) -> None:
    """Copies what is disclosed; a listing of something hidden forgets all it knew."""
    listing.gone = view is None
    listing.month = view.month if view else None
    listing.sort_title = sort_key(view.title)[:120] if view else ""
    listing.public_id = view.id if view else ""
    listing.kind = view.kind.value if view else ""
    listing.outcome = view.outcome.value if view else ""
    listing.size = view.size if view else None
    listing.part = view.part if view else None
    listing.period = view.period_from if view else None
    listing.organisation_kind = view.organisation_kind if view else None
    listing.challenge_id = view.challenge.id if view and view.challenge else None
    shown = [term for terms in view.terms.values() for term in terms] if view else []
    listing.term_ids = sorted({i for term in shown for i in (term.id, term.parent_id) if i is not None})


def list_what_came_into_view() -> int:
    """Lists the texts whose embargo ends today; how many there were. Run every night."""
    found = queries.coming_into_view(clock.today())
    for contribution in found:
        relist(contribution)
    return len(found)


def withdraw_from_lists(contribution: Contribution) -> None:
    """Takes the text out of every list at once, and leaves it at that."""
    for listing in queries.listings_of(contribution).values():
        listing.revision = queries.next_revision()
        describe(listing, None)
        index(listing.audience, contribution.id, None)
    db.session.flush()
