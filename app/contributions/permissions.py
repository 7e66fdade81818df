"""Who may see and share contributions, and which fields of them."""

from sqlalchemy import ColumnElement, and_, false, or_

from app.accounts.models import Person, Role
from app.contributions.models import Audience, Contribution, Reading, Status
from app.core.clock import today

OPEN_TO_READERS = (
    Status.RECEIVED,
    Status.READING,
    Status.WAITING_FOR_APPROVAL,
    Status.PUBLISHED,
    Status.RETURNED,
)
BEFORE_PUBLICATION = (Status.RECEIVED, Status.READING, Status.WAITING_FOR_APPROVAL, Status.RETURNED)

# The fields that a contribution without a name hides from everybody but its contributor and its readers.
TELLING = frozenset(
    {"organisation", "organisation_kind", "role", "municipality", "neighbourhood", "year", "submitted_at"}
)
TEXT = frozenset({"title", "facts", "lesson", "opinion", "tags", "kind", "outcome"})
COARSE = frozenset({"coarse_place", "period", "month"})
EVERYTHING = TEXT | COARSE | TELLING
QUEUE = frozenset({"title", "kind", "outcome"})  # what the desk's list shows before somebody opens a text
NOTHING: frozenset[str] = frozenset()

# Role x state x level -> fields. A test walks this table through every door.
# "named" is a confirmed organisation that is to be shown; hosts and administrators see what visitors see.
RIGHTS: dict[tuple[str, str, str], frozenset[str]] = {
    ("visitor", "published", "public named"): EVERYTHING - {"submitted_at"},
    ("visitor", "published", "public unnamed"): TEXT | COARSE,
    ("visitor", "published", "members named"): NOTHING,
    ("visitor", "published", "members unnamed"): NOTHING,
    ("member", "published", "public named"): EVERYTHING - {"submitted_at"},
    ("member", "published", "public unnamed"): TEXT | COARSE,
    ("member", "published", "members named"): EVERYTHING - {"submitted_at"},
    ("member", "published", "members unnamed"): TEXT | COARSE,
    **{
        (role, "published", level): EVERYTHING
        for role in ("reader", "contributor")
        for level in ("public named", "public unnamed", "members named", "members unnamed")
    },
    **{
        (role, "before", level): EVERYTHING
        for role in ("reader", "contributor")
        for level in ("public named", "public unnamed", "members named", "members unnamed")
    },
    **{
        ("contributor", "ended", level): EVERYTHING
        for level in ("public named", "public unnamed", "members named", "members unnamed")
    },
}


def audience_of(person: Person) -> Audience:
    """Which lists, counts and indexes this person reads."""
    inside = person.has(Role.MEMBER, Role.COORDINATOR, Role.EDITOR)
    return Audience.MEMBERS if inside else Audience.PUBLIC


def relation(person: Person, contribution: Contribution) -> str:
    """What this person is to this contribution: 'contributor', 'reader', 'member' or 'visitor'."""
    if person.id is not None and contribution.author_id == person.id:
        return "contributor"
    if contribution.is_read_by(person.id) and may_read_at_the_desk(person):
        return "reader"
    return "member" if audience_of(person) is Audience.MEMBERS else "visitor"


def stage(contribution: Contribution) -> str:
    """'published' (and out of embargo), 'before' or 'ended': the states as far as rights differ."""
    if contribution.status is Status.PUBLISHED:
        waits = contribution.visible_from is not None and contribution.visible_from > today()
        return "before" if waits else "published"
    return "before" if contribution.status in BEFORE_PUBLICATION else "ended"


def level(contribution: Contribution) -> str:
    named = "named" if contribution.shows_organisation else "unnamed"
    return f"{contribution.audience.value} {named}"


def fields_for(person: Person, contribution: Contribution) -> frozenset[str]:
    """The fields that this person may see. What the table does not name is not shown."""
    key = (relation(person, contribution), stage(contribution), level(contribution))
    return RIGHTS.get(key, NOTHING)


def may_view(person: Person, contribution: Contribution) -> bool:
    return bool(fields_for(person, contribution))


def may_read_at_the_desk(person: Person) -> bool:
    return person.has(Role.EDITOR)


def visible_to(person: Person) -> ColumnElement[bool]:
    """may_view for a whole list. A test holds the two to the same answer."""
    published = and_(
        Contribution.status == Status.PUBLISHED,
        or_(Contribution.visible_from.is_(None), Contribution.visible_from <= today()),
        Contribution.audience.in_(audiences(person)),
    )
    own = Contribution.author_id == person.id if person.id is not None else false()
    read: ColumnElement[bool] = false()
    if may_read_at_the_desk(person):
        read = and_(
            Contribution.status.in_(OPEN_TO_READERS),
            Contribution.readings.any(Reading.reader_id == person.id),
        )
    return or_(published, own, read)


def audiences(person: Person) -> tuple[Audience, ...]:
    """The audiences whose texts this person may read."""
    return tuple(Audience) if audience_of(person) is Audience.MEMBERS else (Audience.PUBLIC,)
