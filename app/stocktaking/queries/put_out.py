"""Which gaps of the balance were put out, and where: nobody writes that down, it follows from what was put out."""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import select, union

from app.accounts.models import Visitor
from app.challenges.models import Challenge
from app.challenges.permissions import visible_to as challenge_visible_to
from app.contributions.catalogue import Mark
from app.contributions.filters import Choice, choices
from app.core.clock import local
from app.core.database import db
from app.gatherings.models import Gathering, GatheringStatus, Part, Stop
from app.stocktaking.gaps import (
    Asked,
    PutOut,
    Spot,
    Way,
    in_order_of_time,
    know_put_out,
    put_out_anywhere,
    spot_between,
)
from app.taxonomy.queries import vocabulary

WherePutOut = Mapping[frozenset[Mark], Sequence[PutOut]]


def spots_put_out() -> list[tuple[Spot, Sequence[PutOut]]]:
    """Every spot whose question was put out, and each time that it was: see in_order_of_time; the last day on top."""
    found: dict[frozenset[Mark], tuple[Spot, list[PutOut]]] = {}
    offered = choices(vocabulary())
    for words, asked in put_out_anywhere():
        place = spot_between(words, offered)
        if place is not None:
            times = found.setdefault(frozenset(place.marks), (place, []))[1]
            times += [asked] if asked not in times else []  # two pieces of one programme may ask the same
    ordered = [(place, in_order_of_time(times)) for place, times in found.values()]
    return sorted(ordered, key=lambda one: (-one[1][-1].day.toordinal(), as_offered(one[0], offered)))


def as_offered(place: Spot, offered: Mapping[str, Sequence[Choice]]) -> list[int]:
    return [offered[side.name].index(side) for side in place.sides]


def put_out_between() -> WherePutOut:
    """When and where spots were put out, by their marks."""
    return {frozenset(place.marks): asked for place, asked in spots_put_out()}


def put_out_at(place: Spot) -> Sequence[PutOut]:
    return put_out_between().get(frozenset(place.marks), ())


def as_challenges() -> Iterable[Asked]:
    """What challenges ask that everybody can read, from the first day on which that was so."""
    columns = Challenge.gap_sides, Challenge.title, Challenge.slug, Challenge.published_at, Challenge.visible_from
    wanted = select(*columns).where(Challenge.gap_sides != "", challenge_visible_to(Visitor()))
    for sides, title, slug, published_at, visible_from in db.session.execute(wanted).tuples():
        days = [local(published_at).date()] if published_at else []
        days += [visible_from] if visible_from else []
        if days:
            yield sides.split(), PutOut(Way.CHALLENGE, max(days), title, slug, Challenge.language)


def at_gatherings() -> Iterable[Asked]:
    """What parts and stops ask, at gatherings that everybody can read of and that are not cancelled."""
    pieces = union(*(select(one.gathering_id, one.gap_sides).where(one.gap_sides != "") for one in (Part, Stop)))
    asking = pieces.subquery()
    wanted = select(asking.c.gap_sides, Gathering.on, Gathering.title, Gathering.slug)
    wanted = wanted.join(Gathering, Gathering.id == asking.c.gathering_id)
    for sides, on, title, slug in db.session.execute(
        wanted.where(Gathering.status == GatheringStatus.PUBLISHED)
    ).tuples():
        yield sides.split(), PutOut(Way.GATHERING, on, title, slug, Gathering.language)


know_put_out(as_challenges)
know_put_out(at_gatherings)
