"""Finding the other organisations that are a host of a gathering, and which of them agreed to be named."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import and_, or_, select, update
from sqlalchemy.orm.attributes import set_committed_value

from app.accounts.models import Organisation, Person, Role
from app.core.clock import today
from app.core.database import db, one
from app.core.outbox import Email
from app.gatherings.models import Gathering, GatheringStatus
from app.gatherings.models.gathering import gathering_cohost as cohost
from app.gatherings.permissions import visible_to


def cohosts(gathering: Gathering, agreed: bool) -> Sequence[Organisation]:
    """Those that agreed to be named, or those that did not yet; by name."""
    every = select(Organisation, cohost.c.agreed).join(cohost, cohost.c.organisation_id == Organisation.id)
    wanted = every.where(cohost.c.gathering_id == gathering.id).order_by(Organisation.name)
    found = db.session.execute(wanted).tuples().all()
    # Who may organise asks for all of them: they need not be looked for again.
    set_committed_value(gathering, "cohosts", [organisation for organisation, _said in found])
    return [organisation for organisation, said in found if said is agreed]


def gathering_to_answer(slug: str, person: Person) -> Gathering:
    """A gathering that this person may read of, or of which their organisation is asked to be a host too.

    Raises NotFound.
    """
    theirs = Gathering.cohosts.any(Organisation.id.in_(person.workplaces(Role.HOST)))
    return one(select(Gathering).where(Gathering.slug == slug, or_(visible_to(person), theirs)))


def asked_as_host(person: Person) -> Sequence[tuple[Gathering, Organisation, bool]]:
    """Each gathering of which an organisation of this host is asked to be a host too, and whether it said yes.

    One that is over or cancelled is not asked any more; a yes can be taken back as long as its page is there.
    """
    places = person.workplaces(Role.HOST)
    if not places:
        return []
    still_asked = and_(Gathering.on >= today(), Gathering.status != GatheringStatus.CANCELLED)
    every = select(Gathering, Organisation, cohost.c.agreed).join(cohost, cohost.c.gathering_id == Gathering.id)
    wanted = cohost.c.organisation_id.in_(places), or_(cohost.c.agreed, still_asked)
    found = every.join(Organisation, cohost.c.organisation_id == Organisation.id).where(*wanted)
    by_day = found.order_by(Gathering.on.desc(), Gathering.title, Organisation.name)
    return db.session.execute(by_day.limit(200)).tuples().all()


def named_cohosts() -> Sequence[tuple[int, int]]:
    """The id of each gathering with that of each organisation that agreed to be named; to look at after a restore."""
    wanted = select(cohost.c.gathering_id, cohost.c.organisation_id).where(cohost.c.agreed)
    return db.session.execute(wanted).tuples().all()


def keys_that_left(key_begins: str, since: datetime) -> Sequence[str]:
    """The keys of the mails of this kind that left since then."""
    wanted = Email.key.startswith(key_begins, autoescape=True), Email.sent_at >= since
    return db.session.scalars(select(Email.key).where(*wanted)).all()


def note_agreed(gathering_id: int, organisation_id: int, agreed: bool) -> None:
    mine = cohost.c.gathering_id == gathering_id, cohost.c.organisation_id == organisation_id
    db.session.execute(update(cohost).where(*mine).values(agreed=agreed))
