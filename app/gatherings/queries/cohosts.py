"""Finding the other organisations that are a host of a gathering, and which of them agreed to be named."""

from collections.abc import Collection, Sequence

from sqlalchemy import select, update
from sqlalchemy.orm.attributes import set_committed_value

from app.accounts.models import Organisation
from app.core.database import db
from app.gatherings.models import Gathering
from app.gatherings.models.gathering import gathering_cohost as cohost


def cohosts(gathering: Gathering, agreed: bool) -> Sequence[Organisation]:
    """Those that agreed to be named, or those that did not yet; by name."""
    every = select(Organisation, cohost.c.agreed).join(cohost, cohost.c.organisation_id == Organisation.id)
    wanted = every.where(cohost.c.gathering_id == gathering.id).order_by(Organisation.name)
    found = db.session.execute(wanted).tuples().all()
    # Who may organise asks for all of them: they need not be looked for again.
    set_committed_value(gathering, "cohosts", [organisation for organisation, _said in found])
    return [organisation for organisation, said in found if said is agreed]


def note_agreed(gathering: Gathering, organisations: Collection[int]) -> None:
    mine = cohost.c.gathering_id == gathering.id, cohost.c.organisation_id.in_(organisations)
    db.session.execute(update(cohost).where(*mine).values(agreed=True))
