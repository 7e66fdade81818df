"""A contribution as one person may see it. It leaves the house in this shape and in no other."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from flask import url_for

from app.accounts.models import Person
from app.accounts.places import in_words
from app.challenges.models import Challenge
from app.contributions.costs import COSTS, cost_in_words
from app.contributions.models import Contribution, Kind, Outcome
from app.contributions.permissions import (
    EVERYTHING,
    NOTHING,
    PLACE,
    RIGHTS,
    fields_at_the_desk,
    fields_for,
    fields_of,
    level,
    stage,
)
from app.contributions.reading_mark import TEXTS
from app.contributions.shown_photos import PhotoView, photos_of
from app.core.clock import local, today
from app.core.deal import deal
from app.core.errors import NotFound
from app.core.wording import language
from app.taxonomy.models import Dimension, Term


@dataclass(frozen=True)
class TermView:
    id: int
    code: str
    slug: str
    name: str
    parent_id: int | None = None


@dataclass(frozen=True)
class ChallengeView:
    id: int
    slug: str
    title: str
    language: str


@dataclass(frozen=True)
class View:
    """What somebody sees of a contribution. An empty field is hidden or was never filled in: no difference."""

    id: str
    kind: Kind
    outcome: Outcome
    language: str
    title: str = ""
    facts: str = ""
    lesson: str = ""
    opinion: str = ""
    condition: str = ""  # of an answer to a challenge: under which condition it works
    went_wrong: str = ""
    cost_hours: int | None = None
    cost_euros: int | None = None
    cost_unknown: bool = False  # its contributor does not know what it cost
    place: str = ""  # as it is printed: "Ede, Zonnebuurt" or "Middelgrote gemeente in het westen"
    municipality: str = ""
    neighbourhood: str = ""
    size: str | None = None
    part: str | None = None
    period: str = ""  # "2019", or "2018–2019"
    period_from: int | None = None
    month: date | None = None  # of publication: the first day of it
    organisation: str = ""
    organisation_slug: str = ""  # of one that the site knows: it stays when the name changes
    organisation_kind: str | None = None
    role: str | None = None
    submitted_at: datetime | None = None
    is_named: bool = False
    members_only: bool = False
    not_quoted: bool = False  # its contributor asks: use it, but do not quote it
    challenge: ChallengeView | None = None
    follows_up: ChallengeView | None = None  # of which it tells what came of it
    terms: dict[Dimension, tuple[TermView, ...]] = field(default_factory=dict)
    is_demonstration: bool = False
    photos: tuple[PhotoView, ...] = ()
    own_words: tuple[tuple[Dimension, str], ...] = ()  # what its contributor missed among the terms

    @property
    def kind_label(self) -> str:
        return self.kind.label

    @property
    def outcome_label(self) -> str | None:
        return None if self.outcome is Outcome.NOT_APPLICABLE else self.outcome.label

    @property
    def cost(self) -> str:
        return cost_in_words(self)

    @property
    def themes(self) -> tuple[TermView, ...]:
        return self.terms.get(Dimension.THEME, ())

    @property
    def barriers(self) -> tuple[TermView, ...]:
        return self.terms.get(Dimension.BARRIER, ())

    @property
    def levers(self) -> tuple[TermView, ...]:
        return self.terms.get(Dimension.LEVER, ())

    @property
    def phases(self) -> tuple[TermView, ...]:
        return self.terms.get(Dimension.PHASE, ())

    @property
    def scales(self) -> tuple[TermView, ...]:
        return self.terms.get(Dimension.SCALE, ())

    @property
    def url(self) -> str:
        return url_for("pages.contribution", public_id=self.id)


def disclosed(contribution: Contribution, person: Person) -> View:
    """The contribution with the fields that this person may see on a page for others, already coarsened.

    Raises NotFound when there is nothing that this person may see.
    """
    fields = fields_for(person, contribution)
    if not fields:
        raise NotFound
    return view_of(contribution, fields)


def at_the_desk(contribution: Contribution, person: Person) -> View:
    """The contribution as one of its readers may see it. Raises NotFound for anybody else."""
    fields = fields_at_the_desk(person, contribution)
    if not fields:
        raise NotFound
    return view_of(contribution, fields)


def own(contribution: Contribution) -> View:
    """The contribution as its contributor sees it, behind the code or signed in. The caller has found it there."""
    return view_of(contribution, RIGHTS.get(("contributor", stage(contribution), level(contribution)), NOTHING))


def to_judge(contribution: Contribution) -> View:
    """The contribution as members read it, for who judges what was said about it. The caller has checked who that is.

    Raises NotFound when it is neither visible nor held back.
    """
    fields = RIGHTS.get(("judge", stage(contribution), level(contribution)), NOTHING)
    if not fields:
        raise NotFound
    return view_of(contribution, fields - PLACE if contribution.hides_place else fields)


def as_others_see(contribution: Contribution) -> View:
    """The contribution as its widest audience will see it once published: for the live preview."""
    viewer = "visitor" if contribution.audience.value == "public" else "member"
    return view_of(contribution, fields_of(viewer, "published", contribution))


def as_it_is_sent(contribution: Contribution) -> View:
    """A draft as the desk will read it, for whom its writer lets read along before it is sent."""
    return view_of(contribution, EVERYTHING)


def view_of(contribution: Contribution, fields: frozenset[str]) -> View:
    """Only what `fields` names is copied; everything else keeps its empty default."""
    shown = {name: getattr(contribution, name) for name in TEXTS if name in fields}
    costs = {name: getattr(contribution, name) for name in COSTS} if "cost" in fields else {}
    return View(
        id=contribution.public_id,
        kind=contribution.kind,
        outcome=contribution.outcome,
        language=contribution.language,
        is_named=contribution.shows_organisation and "organisation" in fields,
        members_only=contribution.audience.value == "members",
        not_quoted=contribution.not_quoted,
        is_demonstration=contribution.is_demonstration,
        challenge=challenge_in_view(contribution.challenge),
        follows_up=challenge_in_view(follows_up(contribution, fields)),
        terms=terms_of(contribution) if "tags" in fields else {},
        photos=photos_of(contribution, fields),
        own_words=tuple((own.dimension, own.words) for own in contribution.own_words) if "own_words" in fields else (),
        month=month_of(contribution) if "month" in fields else None,
        submitted_at=contribution.submitted_at if "submitted_at" in fields else None,
        **where(contribution, fields),
        **when(contribution, fields),
        **who(contribution, fields),
        **shown,
        **costs,
    )


def where(contribution: Contribution, fields: frozenset[str]) -> dict[str, Any]:
    place = contribution.place
    size, part = (place.size, place.part) if place else (contribution.coarse_size, contribution.coarse_part)
    coarse = {"size": size, "part": part, "place": coarse_name(size, part)}
    if place is None or "municipality" not in fields:
        return coarse if "coarse_place" in fields else {}
    quarter = contribution.neighbourhood if "neighbourhood" in fields else ""
    exact = ", ".join(part for part in (place.name, quarter) if part)
    return coarse | {"municipality": place.name, "neighbourhood": quarter, "place": exact}


def coarse_name(size: str | None, part: str | None) -> str:
    """A class of municipalities in words; the empty text when the part of the country is unknown."""
    return in_words(size, part, deal().coarse_place, language())


def when(contribution: Contribution, fields: frozenset[str]) -> dict[str, Any]:
    year = contribution.year
    if year is None:
        return {}
    if "year" in fields:
        return {"period": str(year), "period_from": year}
    first = period_of(year)
    return {"period": f"{first}–{first + 1}", "period_from": first} if "period" in fields else {}


def period_of(year: int) -> int:
    """The first year of the two-year period that a year lies in; it begins in an even year."""
    return year - year % 2


def who(contribution: Contribution, fields: frozenset[str]) -> dict[str, Any]:
    own = contribution.organisation if "organisation" in fields else None
    name = own.name if own else contribution.organisation_name
    return {
        "organisation": name if "organisation" in fields else "",
        "organisation_slug": own.slug if own else "",
        "organisation_kind": contribution.organisation_kind if "organisation_kind" in fields else None,
        "role": contribution.role if "role" in fields else None,
    }


def month_of(contribution: Contribution) -> date | None:
    """The month in which others could read it first: that of the embargo's last day, when there was one."""
    moment = contribution.published_at
    if moment is None:
        return None
    return max(local(moment).date(), contribution.visible_from or date.min).replace(day=1)


def follows_up(contribution: Contribution, fields: frozenset[str]) -> Challenge | None:
    """The challenge of which it tells what came of it.

    Only people around that municipality are asked for it. So this is shown where the story names its sender and that
    municipality anyway, and nowhere else.
    """
    challenge = contribution.follows_up
    if challenge is None or not (contribution.shows_organisation and "organisation" in fields):
        return None
    named = {contribution.organisation_id, contribution.place_id if "municipality" in fields else None}
    return challenge if challenge.organisation_id in named else None


def challenge_in_view(challenge: Challenge | None) -> ChallengeView | None:
    """A challenge that a story is about, once everybody may read it."""
    if challenge is None or not challenge.is_public(today()):
        return None
    return ChallengeView(challenge.id, challenge.slug, challenge.title, challenge.language)


def terms_of(contribution: Contribution) -> dict[Dimension, tuple[TermView, ...]]:
    return {d: tuple(term_view(term) for term in contribution.terms(d)) for d in Dimension}


def term_view(term: Term) -> TermView:
    return TermView(term.id, term.code, term.slug, term.name(language()), term.parent_id)
