"""Where contributions and challenges lie: on the map, and in the list beside it, as far as each tells its place.

A contribution that shows its organisation is a dot in its municipality. Of every other one only the part of the
country is known here, so it is a number in that part and never a dot. No municipality has a number.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pyroaring import BitMap

from app.accounts.models import Person
from app.accounts.outline import Point, point_of
from app.accounts.queries import Place, places
from app.answering.counted import answers_among
from app.answering.queries.beside import linked_to
from app.challenges.models import Challenge
from app.challenges.queries import challenges, term_ids_of
from app.contributions.cards import cards
from app.contributions.catalogue import Catalogue
from app.contributions.disclosure import View
from app.contributions.filters import DIMENSIONS, Choice, choices
from app.contributions.permissions import audience_of
from app.contributions.queries import catalogue
from app.contributions.selection import Selection, hits, holding_words
from app.taxonomy.queries import vocabulary

PAGE = 20


@dataclass(frozen=True)
class Part:
    """A part of the country: how many cases are told there, in how many texts; and where its number stands."""

    choice: Choice
    count: int
    texts: int
    point: Point | None


@dataclass(frozen=True)
class Atlas:
    """Everything that the map and the list beside it show."""

    towns: list[Place]  # of which something is shown by name
    asking: list[Place]  # that ask something
    parts: list[Part]
    nowhere: tuple[int, int]  # cases, and texts, of which nobody learns the part of the country
    total: int
    cases: int  # that these contributions tell: fewer, when some tell the same one
    views: list[View]
    page: int
    last: int
    challenges: list[Challenge]
    here: Place | None  # the municipality that the list is about
    answering: Challenge | None  # to which these are the answers


def atlas(person: Person, asked: Selection, here: str, page: int, answering: str = "") -> Atlas:
    """What this person's audience may find of what is asked for, by place; the list may be that of one municipality.

    `answering` is the slug of a challenge, for its answers only.
    """
    offered, audience, known_places = choices(vocabulary()), audience_of(person), places()
    place = next((found for found in known_places if found.slug == here), None)
    seen, among = challenges(person), holding_words(asked, audience)
    about = next((one for one in seen if one.slug == answering), None)
    linked = linked_to([about.id]).get(about.id, []) if about else []
    with catalogue(audience) as known:
        found = hits(known, asked, among)
        if about is not None:
            found = found & answers_among(known, about, linked).answers
        parts, elsewhere = by_part(known, found, offered["landsdeel"], centres_of(known_places))
        named = [town for town in known_places if lie_in(town, known, found)]
        listed = lie_in(place, known, found) if place else found
        told, last = known.number(found), max(1, -(-len(listed) // PAGE))
        ids = known.page(listed, (min(page, last) - 1) * PAGE, PAGE)
    asking = [about] if about is not None else challenges_among(seen, asked)
    return Atlas(
        towns=named,
        asking=[town for town in known_places if any(one.organisation_id == town.id for one in asking)],
        parts=parts,
        nowhere=elsewhere,
        total=len(found),
        cases=told,
        views=cards(ids, person),
        page=min(page, last),
        last=last,
        challenges=[one for one in asking if place is None or one.organisation_id == place.id],
        here=place,
        answering=about,
    )


def by_part(
    known: Catalogue, found: BitMap, offered: Sequence[Choice], centres: Mapping[str, Point]
) -> tuple[list[Part], tuple[int, int]]:
    """What of these lies in each part of the country; and how many cases and texts lie in none that is told."""
    marks = [choice.mark for choice in offered]
    texts = known.counts(marks, found)
    cases, left = texts, len(found) - sum(texts.values())
    left_cases = left
    if found.intersect(known.in_a_case):  # else each text is a case of its own
        cases = {mark: known.number_in_both(known.holding(mark), found) for mark in marks}
        left_cases = known.number(found - BitMap.union(*(known.holding(mark) for mark in marks)))
    parts = [Part(one, cases[one.mark], texts[one.mark], centres.get(str(one.mark[1]))) for one in offered]
    return parts, (left_cases, left)


def lie_in(place: Place, known: Catalogue, found: BitMap) -> BitMap:
    """Those of these contributions that tell everybody that they lie in this municipality."""
    return known.holding(("town", place.name)) & found


def challenges_among(seen: Sequence[Challenge], asked: Selection) -> list[Challenge]:
    """Those of these challenges that pass what a challenge can pass: terms and part."""
    wanted = [with_what_is_below(asked.picked[name]) for name in DIMENSIONS if name in asked.picked]
    parts = {choice.mark[1] for choice in asked.picked.get("landsdeel", ())}
    terms = term_ids_of(seen)
    return [
        one
        for one in seen
        if all(set(terms.get(one.id, ())) & some for some in wanted) and (not parts or one.organisation.part in parts)
    ]


def with_what_is_below(picked: Sequence[Choice]) -> set[int]:
    """The ids of these terms, and of what a theme consists of: a challenge is tagged with the one or the other."""
    chosen = {choice.term.id for choice in picked if choice.term is not None}
    return chosen | {word.id for word in vocabulary() if word.parent_id in chosen}


def centres_of(known_places: Iterable[Place]) -> dict[str, Point]:
    """The middle of each part of the country on the map: the mean of its municipalities."""
    lying: dict[str, list[Point]] = defaultdict(list)
    for place in known_places:
        if place.part:
            lying[place.part].append(point_of(place.latitude, place.longitude))
    return {part: middle(points) for part, points in lying.items()}


def middle(points: Sequence[Point]) -> Point:
    count = len(points)
    return Point(round(sum(point.x for point in points) / count, 1), round(sum(point.y for point in points) / count, 1))
