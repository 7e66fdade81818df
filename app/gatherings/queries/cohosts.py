"""Finding the other organisations that are a host of a gathering, and which of them agreed to be named."""

from collections.abc import Collection, Sequence

from sqlalchemy import select, update

from app.accounts.models import Organisation
from app.core.database import db
from app.gatherings.models import Gathering
from app.gatherings.models.gathering import gathering_cohost as cohost


def cohosts(gathering: Gathering, agreed: bool) -> Sequence[Organisation]:
    """Those that agreed to be named, or those that did not yet; by name."""
    mine = cohost.c.gathering_id == gathering.id, cohost.c.agreed.is_(agreed)
    wanted = select(Organisation).join(cohost, cohost.c.organisation_id == Organisation.id).where(*mine)
    return db.session.scalars(wanted.order_by(Organisation.name)).all()


def note_agreed(gathering: Gathering, organisations: Collection[int]) -> None:
    mine = cohost.c.gathering_id == gathering.id, cohost.c.organisation_id.in_(organisations)
    db.session.execute(update(cohost).where(*mine).values(agreed=True))
