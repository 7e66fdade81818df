"""A pile of what came of a gathering lets go of a contribution that is no longer said to have come out of it."""

from app.contributions.models import Contribution
from app.gatherings.models import Gathering
from app.gatherings.operations import hear_of_parting
from app.workbench import queries


def let_go(contribution: Contribution, gathering: Gathering) -> None:
    """Where a card lies by what it answers it stays: that tells nothing of where it came from."""
    if not queries.belongs_by_its_challenge(contribution, gathering):
        queries.take_out_of(queries.piles_of(gathering), contribution)


hear_of_parting(let_go)
