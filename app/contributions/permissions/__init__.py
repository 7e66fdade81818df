"""Who may see and share contributions, and which fields of them."""

from sqlalchemy import ColumnElement, and_, false, or_

from app.accounts.models import Person, Role
from app.contributions.models import Audience, Contribution, Photo, Reading, Status
from app.core.clock import today

BEFORE_PUBLICATION = (Status.RECEIVED, Status.READING, Status.WAITING_FOR_APPROVAL, Status.RETURNED)

# The fields that a contribution without a name hides from everybody but its contributor and its readers.
TELLING = frozenset(
    {"organisation", "organisation_kind", "role", "municipality", "neighbourhood", "year", "submitted_at"}
    | {"place_photos", "credit"}  # photos that show where it is, and who made a photo
)
ANSWER = frozenset({"condition", "went_wrong", "cost"})  # what an answer to a challenge says besides
TEXT = frozenset({"title", "facts", "lesson", "opinion", "tags", "kind", "outcome", "photos"}) | ANSWER
COARSE = frozenset({"coarse_place", "period", "month"})
FOR_MEMBERS = frozenset({"members_photos"})  # of which the contributor wants that only members see them
OWN_WORDS = frozenset({"own_words"})  # for the readers, until one of them decided which term they mean
AT_WORK = FOR_MEMBERS | OWN_WORDS | {"waiting_photos"}  # that the desk did not find fit to be seen (yet)
EVERYTHING = TEXT | COARSE | TELLING | AT_WORK
NAMED = EVERYTHING - AT_WORK - {"submitted_at"}  # of a contribution whose organisation is shown
QUEUE = frozenset({"title", "kind", "outcome"})  # what the desk's list shows before somebody opens a text
# What goes when the place is to be left out.
PLACE = frozenset({"municipality", "neighbourhood", "coarse_place", "place_photos"})
NOTHING: frozenset[str] = frozenset()

# Role x state x level -> fields. A test walks this table through every door.
# "named" is a confirmed organisation that is to be shown; hosts and administrators see what visitors see.
RIGHTS: dict[tuple[str, str, str], frozenset[str]] = {
    ("visitor", "published", "public named"): NAMED,
    ("visitor", "published", "public unnamed"): TEXT | COARSE,
    ("visitor", "published", "members named"): NOTHING,
    ("visitor", "published", "members unnamed"): NOTHING,
    ("member", "published", "public named"): NAMED | FOR_MEMBERS,
    ("member", "published", "public unnamed"): TEXT | COARSE | FOR_MEMBERS,
    ("member", "published", "members named"): NAMED | FOR_MEMBERS,
    ("member", "published", "members unnamed"): TEXT | COARSE | FOR_MEMBERS,
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
        (role, at_stage, level): EVERYTHING
        for role, at_stage in (("reader", "held"), ("contributor", "held"), ("contributor", "ended"))
        for level in ("public named", "public unnamed", "members named", "members unnamed")
    },
    **{  # who judges what somebody said about a visible text sees that text as members read it
        ("judge", at_stage, f"{audience} {name}"): fields
        for at_stage in ("published", "held")
        for audience in ("public", "members")
        for name, fields in (("named", EVERYTHING - OWN_WORDS - {"submitted_at"}), ("unnamed", TEXT | COARSE))
    },
}


def audience_of(person: Person) -> Audience:
    """Which lists, counts and indexes this person reads."""
    inside = person.has(Role.MEMBER, Role.COORDINATOR, Role.EDITOR)
    return Audience.MEMBERS if inside else Audience.PUBLIC


def stage(contribution: Contribution) -> str:
    """'published' (and out of embargo), 'held', 'before' or 'ended': the states as far as rights differ."""
    if contribution.status is Status.HELD:
        return "held"
    if contribution.status is Status.PUBLISHED:
        waits = contribution.visible_from is not None and contribution.visible_from > today()
        return "before" if waits else "published"
    return "before" if contribution.status in BEFORE_PUBLICATION else "ended"


def level(contribution: Contribution) -> str:
    named = "named" if contribution.shows_organisation else "unnamed"
    return f"{contribution.audience.value} {named}"


def fields_for(person: Person, contribution: Contribution) -> frozenset[str]:
    """The fields that this person may see on a page for others. What the table does not name is not shown.

    Readers and contributors see there what everybody of their audience sees: what they may see more is shown
    at the desk, where each look is noted, and behind the code of the contributor.
    """
    role = "member" if audience_of(person) is Audience.MEMBERS else "visitor"
    return fields_of(role, stage(contribution), contribution)


def fields_of(role: str, at_stage: str, contribution: Contribution) -> frozenset[str]:
    """What a visitor or a member may see at this stage; without the place when its contributor left that out."""
    found = RIGHTS.get((role, at_stage, level(contribution)), NOTHING)
    return found - PLACE if contribution.hides_place else found


def needed_to_see(photo: Photo) -> frozenset[str]:
    """The fields that somebody must have to see this photo: all of them."""
    needed = {"photos"}
    if photo.members_only:
        needed.add("members_photos")
    if photo.shows_its_place:
        needed.add("place_photos")
    if not photo.is_approved:
        needed.add("waiting_photos")
    return frozenset(needed)


def fields_at_the_desk(person: Person, contribution: Contribution) -> frozenset[str]:
    """The fields that this person may see at the desk, as one of the readers."""
    if not (may_read_at_the_desk(person) and contribution.is_read_by(person.id)):
        return NOTHING
    return RIGHTS.get(("reader", stage(contribution), level(contribution)), NOTHING)


def may_view(person: Person, contribution: Contribution) -> bool:
    return bool(fields_for(person, contribution))


def may_quote(person: Person, contribution: Contribution) -> bool:
    """Whether its words may stand where this person puts them: "use it, but do not quote it" holds for everybody."""
    return may_view(person, contribution) and not contribution.not_quoted


def may_read_at_the_desk(person: Person) -> bool:
    return person.has(Role.EDITOR)


def read_at_the_desk_by(person: Person) -> ColumnElement[bool]:
    """Whether fields_at_the_desk shows this person something, for a whole list. A test holds the two to one answer."""
    goes_on = Contribution.status.in_((Status.PUBLISHED, Status.HELD, *BEFORE_PUBLICATION))
    mine = Contribution.readings.any(Reading.reader_id == person.id)
    return and_(goes_on, mine) if may_read_at_the_desk(person) else false()


def found_fit_by(photo: Photo) -> list[int]:
    """Who of the desk found a photo fit that still waits for another reader; not who is of the desk no longer."""
    return [found.reader_id for found in photo.found_fit if may_read_at_the_desk(found.reader)]


def visible_to(person: Person) -> ColumnElement[bool]:
    """may_view for a whole list. A test holds the two to the same answer."""
    return and_(
        Contribution.status == Status.PUBLISHED,
        or_(Contribution.visible_from.is_(None), Contribution.visible_from <= today()),
        Contribution.audience.in_(audiences(person)),
    )


def quotable_by(person: Person) -> ColumnElement[bool]:
    """may_quote for a whole list. A test holds the two to the same answer."""
    return and_(visible_to(person), Contribution.not_quoted.is_(False))


def audiences(person: Person) -> tuple[Audience, ...]:
    """The audiences whose texts this person may read."""
    return tuple(Audience) if audience_of(person) is Audience.MEMBERS else (Audience.PUBLIC,)
