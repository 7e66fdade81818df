"""The gaps of the balance that somebody judged, and whether a spot is a gap."""

from collections.abc import Mapping, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.sql.base import ExecutableOption

from app.accounts.models import Person, User
from app.contributions.catalogue import Mark
from app.contributions.filters import Choice, choices
from app.contributions.permissions import audience_of
from app.contributions.queries import catalogue
from app.core.database import db
from app.stocktaking.gaps import Spot, key_of, spot_at, spot_of
from app.stocktaking.models import Gap, GapJudgement
from app.taxonomy.queries import vocabulary

Judged = dict[frozenset[Mark], GapJudgement]
MOST_LISTED = 500


def spot_by_words(first: str, second: str) -> Spot:
    """The spot that an address names. Raises NotFound."""
    return spot_at(first, second, choices(vocabulary()))


def number_at(place: Spot, person: Person) -> int:
    """How many cases lie at a spot, of what this person's audience may find."""
    with catalogue(audience_of(person)) as known:
        found = known.everything
        for mark in place.marks:
            found = found & known.holding(mark)
        return known.number(found)


def gap_at(place: Spot) -> Gap | None:
    """What was found of a spot; None when nobody ever judged it."""
    first_name, first_word, second_name, second_word = key_of(place)
    wanted = (
        *(Gap.first_name == first_name, Gap.first_word == first_word),
        *(Gap.second_name == second_name, Gap.second_word == second_word),
    )
    return db.session.scalars(select(Gap).where(*wanted).options(with_judgements())).unique().first()


def judged_between(names: Sequence[str], offered: Mapping[str, Sequence[Choice]]) -> Judged:
    """What holds for the crossings of two filters, and for whole rows and columns, by their marks."""
    wanted = Gap.first_name.in_(names), Gap.second_name.in_([*names, ""])
    found: Judged = {}
    for gap in db.session.scalars(select(Gap).where(*wanted).options(selectinload(Gap.judgements))):
        place = spot_of((gap.first_name, gap.first_word, gap.second_name, gap.second_word), offered)
        if place is not None and gap.holds is not None:
            found[frozenset(place.marks)] = gap.holds
    return found


def judged_gaps() -> list[tuple[Spot, GapJudgement]]:
    """Every spot for which a judgement holds, the last judged first."""
    last = select(func.max(GapJudgement.id)).group_by(GapJudgement.gap_id)
    wanted = select(GapJudgement, Gap).join(Gap).where(GapJudgement.id.in_(last)).options(joinedload(GapJudgement.by))
    offered = choices(vocabulary())
    rows = db.session.execute(wanted.order_by(GapJudgement.id.desc()).limit(MOST_LISTED))
    found = ((spot_of((g.first_name, g.first_word, g.second_name, g.second_word), offered), j) for j, g in rows)
    return [(place, judgement) for place, judgement in found if place is not None]


def gaps_judged_by(user: User) -> Sequence[GapJudgement]:
    """What somebody found of gaps."""
    wanted = select(GapJudgement).where(GapJudgement.by_id == user.id)
    return db.session.scalars(wanted.order_by(GapJudgement.id)).all()


def with_judgements() -> ExecutableOption:
    return selectinload(Gap.judgements).joinedload(GapJudgement.by)
