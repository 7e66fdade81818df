"""What piles of a gathering hold of a contribution that is no longer said to have come out of it."""

from collections.abc import Collection, Sequence

from sqlalchemy import delete, select

from app.contributions.models import Contribution
from app.core.database import db
from app.gatherings.models import Gathering
from app.workbench.models import Check, CheckCard, Deed, Pile, PileCard
from app.workbench.queries.steps import forget_who_got


def piles_of(gathering: Gathering) -> Sequence[Pile]:
    """The piles that ask for what came of this gathering."""
    return [pile for pile in db.session.scalars(select(Pile)) if pile.wanted.get("gathering") == gathering.slug]


def belongs_by_its_challenge(contribution: Contribution, gathering: Gathering) -> bool:
    """Whether it answers a challenge of the gathering: then it lies in those piles all the same, and tells nothing."""
    challenges = {challenge.id for challenge in gathering.challenges} | {stop.challenge_id for stop in gathering.stops}
    return contribution.challenge_id is not None and contribution.challenge_id in challenges


def take_out_of(piles: Collection[Pile], contribution: Contribution) -> None:
    """Takes its card out of these piles, with what was done with it there."""
    ids = [pile.id for pile in piles]
    forget_who_got([contribution.id], ids)
    drawn = select(Check.id).where(Check.pile_id.in_(ids))
    for table, wanted in (
        (CheckCard, CheckCard.check_id.in_(drawn)),
        (Deed, Deed.pile_id.in_(ids)),
        (PileCard, PileCard.pile_id.in_(ids)),
    ):
        db.session.execute(delete(table).where(table.contribution_id == contribution.id, wanted))
