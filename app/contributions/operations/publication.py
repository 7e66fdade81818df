"""Bringing a contribution into view, and out of it again: at once, in every list."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from app.contributions import queries
from app.contributions.disclosure import View, follows_up, view_of
from app.contributions.models import Audience, Contribution, Listing, Status, Step
from app.contributions.operations.contact import forget_callback
from app.contributions.operations.outcomes import show_what_waits
from app.contributions.operations.purging import purge
from app.contributions.permissions import fields_of
from app.core import clock, dutch, fulltext
from app.core.collation import sort_key
from app.core.database import db
from app.core.revisions import hold, next_revision
from app.taxonomy.queries import mark_of

Ear = Callable[[Contribution, Mapping[Audience, View | None]], None]
EARS: list[Ear] = []
VIEWERS = {Audience.PUBLIC: "visitor", Audience.MEMBERS: "member"}


def publish(contribution: Contribution, at: datetime | None = None, by_role: str = "editor") -> None:
    """Makes the text visible to its audience, and forgets what is hidden in it. The caller has checked that it may."""
    contribution.status = Status.PUBLISHED
    contribution.published_at = at or clock.now()
    contribution.clock_since = None
    show_what_waits(contribution)
    contribution.steps.append(Step(what="published", by_role=by_role, at=contribution.published_at))
    db.session.flush()
    purge(contribution)
    relist(contribution)
    forget_callback(contribution)


def relist(contribution: Contribution) -> None:
    """Brings the listings in line with what each audience may see of this contribution now.

    Call it after every change to a published text, its level, its place or its tags.
    """
    known = queries.listings_of(contribution)
    shown: dict[Audience, View | None] = {}
    for audience, viewer in VIEWERS.items():
        fields = frozenset[str]()
        if queries.may_be_shown_today(contribution):
            fields = fields_of(viewer, "published", contribution)
        listing = known.get(audience)
        if listing is None and not fields:
            continue
        revision = next_revision(queries.LISTINGS)
        if listing is None:
            listing = Listing(audience=audience, contribution_id=contribution.id)
            db.session.add(listing)
        listing.revision = revision
        view = shown[audience] = view_of(contribution, fields) if fields else None
        describe(listing, view)
        if view is not None:  # read for the page of that challenge only, by whoever may see it
            listing.challenge_id = contribution.challenge_id
            followed = follows_up(contribution, fields)
            listing.follows_up_id = followed.id if followed else None
            listing.case_key = case_key(contribution)
            listing.organisation_id = contribution.organisation_id if view.is_named else None
        index(audience, contribution.id, view)
        queries.forget_gist(audience, contribution)  # a job compares it anew, as it reads now
        if view is None:
            queries.forget_proposals(audience, contribution)
    db.session.flush()
    tell_the_floors_above(contribution, shown)


def case_key(contribution: Contribution) -> int | None:
    """What is the same for texts that may be told together.

    That a text with a name and one without tell the same case would tell whose the other is: they never share a key.
    """
    voice = queries.voice_of(contribution)
    return None if voice is None else 2 * voice.case_id + contribution.shows_organisation


def index_again() -> None:
    """Makes the full-text index anew, as the listings stand: after a backup was put back, which holds no index.

    The counter is held: whoever changes a listing meanwhile waits for it, and changes the new index.
    """
    hold(queries.LISTINGS)
    fulltext.clear()
    for audience, contribution in queries.shown_now():
        fields = fields_of(VIEWERS[audience], "published", contribution)
        index(audience, contribution.id, view_of(contribution, fields))


def index(audience: Audience, key: int, view: View | None) -> None:
    """Lets the text be found by what this audience may read of it, and by nothing else."""
    if view is None:
        fulltext.remove(audience.value, key)
        return
    tags = [term for terms in view.terms.values() for term in terms]
    told = (view.facts, view.lesson, view.opinion, view.condition, view.went_wrong)
    shown = (*told, view.place, view.organisation, *(term.name for term in tags))
    body = [*dutch.terms(" ".join(shown)), *(mark_of(term.id) for term in tags)]
    fulltext.put(audience.value, key, dutch.terms(view.title), body)


def describe(listing: Listing, view: View | None) -> None:
    """Copies what is disclosed; a listing of something hidden forgets all it knew."""
    listing.gone = view is None
    for name, value in (listed_values(view) if view else FORGOTTEN).items():
        setattr(listing, name, value)


def listed_values(view: View) -> dict[str, Any]:
    """What a listing says of a contribution: what lists count and order by, and what a card shows."""
    shown = [term for terms in view.terms.values() for term in terms]
    return {
        "month": view.month,
        "sort_title": sort_key(view.title)[:120],
        "public_id": view.id,
        "kind": view.kind.value,
        "outcome": view.outcome.value,
        "size": view.size,
        "part": view.part,
        "period": view.period_from,
        "organisation_kind": view.organisation_kind,
        "term_ids": sorted({i for term in shown for i in (term.id, term.parent_id) if i is not None}),
        "title": view.title,
        "lesson": view.lesson,
        "language": view.language,
        "exact_place": view.place if view.municipality else "",
        "years": view.period,
        "members_only": view.members_only,
        "photo": view.photos[0].on_a_card() if view.photos else None,
    }


WORDS = ("sort_title", "public_id", "kind", "outcome", "title", "lesson", "language", "exact_place", "years")
FORGOTTEN = (
    dict.fromkeys(WORDS, "")
    | dict.fromkeys(("month", "size", "part", "period", "organisation_kind", "challenge_id", "follows_up_id"))
    | dict.fromkeys(("photo", "case_key"))
    | {"organisation_id": None}
    | {"term_ids": [], "members_only": False}
)


def list_what_came_into_view() -> int:
    """Lists the texts whose embargo ends today; how many there were. Run every night."""
    found = queries.coming_into_view(clock.today())
    for contribution in found:
        relist(contribution)
    return len(found)


def withdraw_from_lists(contribution: Contribution) -> None:
    """Takes the text out of every list at once, and leaves it at that."""
    for listing in queries.listings_of(contribution).values():
        listing.revision = next_revision(queries.LISTINGS)
        describe(listing, None)
        index(listing.audience, contribution.id, None)
        queries.forget_gist(listing.audience, contribution)
        queries.forget_proposals(listing.audience, contribution)
    db.session.flush()
    tell_the_floors_above(contribution, {})


def hear_of_listings(ear: Ear) -> None:
    """For a floor above that keeps copies of what was listed: it hears, in the same transaction, what is shown now.

    The listings are the one place that every withdrawal, stricter level and deleted text passes.
    """
    EARS.append(ear)


def tell_the_floors_above(contribution: Contribution, shown: Mapping[Audience, View | None]) -> None:
    """An audience that is not named, or has no view, may not read anything of it any more."""
    for ear in EARS:
        ear(contribution, shown)
