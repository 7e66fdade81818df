"""Planning a gathering: begin it, write it, publish, copy, cancel."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError

from app.accounts.models import Organisation, User
from app.challenges.models import Challenge
from app.core import clock
from app.core.clock import today
from app.core.database import db
from app.core.deal import deal
from app.core.errors import Refusal
from app.core.security import fingerprint, random_id
from app.core.slugs import free_slug
from app.core.wording import _
from app.gatherings import queries
from app.gatherings.models import Change, Gathering, GatheringStatus, Part, Stop, Task, TaskHolder, What
from app.gatherings.operations.changes import note_changes, state_of
from app.gatherings.operations.cohosts import ask_cohosts, stop_asking
from app.gatherings.operations.tasks import FEWEST_ORGANISERS, organisers, take_up_all, tell_of_fewer

SOME_DAY = date(2000, 1, 1)  # any one, to count with times
DRAFT_SLUG = "concept-"  # before a random id: a title shows in an address only when it is public
COPIED = (
    *("title", "series", "starts", "ends", "place", "walk", "capacity", "open_to", "access"),
    *("partners", "contact_email", "most_per_organisation", "caterer_email"),
)
PART_COPIED = (
    *("position", "starts", "ends", "title", "who", "note", "place", "capacity", "access", "is_chosen"),
    *("serves_food", "is_walk", "is_assumed", "gap_sides"),
)
STOP_COPIED = (
    *("number", "title", "question", "place", "step_free", "latitude", "longitude", "challenge_id", "term_id"),
    "gap_sides",
)


def begin(
    organisation: Organisation, by: User, challenges: Sequence[Challenge], key: str, **fields: Any
) -> Gathering:
    """A draft with the programme that is usual in this deal, organised by whoever plans it.

    The same key of the same person gives the same draft: a form that is sent twice makes one.
    """
    new = Gathering(slug=draft_slug(by, key), organisation=organisation, **fields)
    new.challenges = list(challenges)
    new.parts = usual_parts(new.starts)
    new.holders = [TaskHolder(task=Task.ORGANISER, email=by.email, user_id=by.id)]
    return the_first(new)


def draft_slug(by: User, key: str) -> str:
    return DRAFT_SLUG + (fingerprint(f"{by.id}:{key}")[:26] if key else random_id())


def the_first(new: Gathering) -> Gathering:
    """The draft, kept; or the one that the same form made before."""
    found = queries.gathering_at(new.slug)
    if found is not None:
        return found
    try:
        with db.session.begin_nested():
            db.session.add(new)
    except IntegrityError:  # the same form arrived twice at the same moment
        return queries.gathering_begun(new.slug)
    ask_cohosts(new)
    return new


def usual_parts(starts: time) -> list[Part]:
    """The usual programme, moved so that it begins when the gathering does. What comes after midnight is left out."""
    moments = [datetime.combine(SOME_DAY, time.fromisoformat(row["time"])) for row in deal().programme]
    later = datetime.combine(SOME_DAY, starts) - min(moments) if moments else timedelta()
    rows = [(moment + later, row) for moment, row in zip(moments, deal().programme, strict=True)]
    kept = [(moment, row) for moment, row in rows if moment.date() == SOME_DAY]
    return [usual_part(number, moment.time(), row) for number, (moment, row) in enumerate(kept)]


def usual_part(position: int, starts: time, row: dict[str, Any]) -> Part:
    told = {name: row[name] for name in ("title", "note", "is_chosen", "serves_food", "is_walk") if name in row}
    return Part(position=position, starts=starts, is_assumed=True, **told)


def write(gathering: Gathering, seen_version: int, challenges: Sequence[Challenge], **fields: Any) -> None:
    """Takes over a checked form. Raises Refusal when somebody else saved in the meantime, or when it is over.

    After it was published, what changed for those who come is noted, to be told.
    """
    if gathering.is_cancelled:
        raise Refusal(_("This gathering was cancelled. Copy it to plan it anew."))
    if seen_version != gathering.version:
        raise Refusal(stale())
    before, running = state_of(gathering), organisers(gathering)
    named, asked = queries.cohosts(gathering, agreed=True), list(gathering.cohosts)
    for name, value in fields.items():
        setattr(gathering, name, value)
    kept = [one for one in gathering.challenges if one.organisation_id not in gathering.organisation_ids]
    gathering.challenges = list(dict.fromkeys([*kept, *challenges]))
    if running and not organisers(gathering):  # before the version goes up: they can save again what they see
        raise Refusal(_("Nobody would organise it any more. Keep an organisation of which an organiser is a host."))
    gathering.version += 1
    try:
        db.session.flush()
    except StaleDataError as late:
        raise Refusal(stale()) from late
    stop_asking(gathering, [one for one in asked if one not in gathering.cohosts], named)
    ask_cohosts(gathering, asked)
    note_changes(gathering, before)
    tell_of_fewer(gathering, running)


def stale() -> str:
    return _("Somebody else saved this gathering while you wrote. Your text is kept below; look at theirs first.")


def missing(gathering: Gathering) -> list[str]:
    """What still has to be done before everybody can read of it and sign up."""
    wanted = (
        (gathering.on > today(), _("Choose a day after today.")),
        (bool(gathering.place), _("Write where people gather.")),
        (bool(gathering.contact_email), _("Write an address for questions.")),
        (bool(gathering.parts), _("Write at least one part of the programme.")),
        (bool(gathering.access), _("Write whether everybody can come along, also who cannot walk far.")),
        (
            len(organisers(gathering)) >= FEWEST_ORGANISERS,
            _("A gathering needs two organisers, so that a question never waits. Add a colleague."),
        ),
    )
    return [words for is_done, words in wanted if not is_done]


def publish(gathering: Gathering) -> None:
    """Lets everybody read of it and sign up. Raises Refusal when something is missing."""
    if gathering.status is not GatheringStatus.DRAFT:
        raise Refusal(_("This gathering was published before."))
    queries.lock_tasks(gathering)
    take_up_all(gathering)
    todo = missing(gathering)
    if todo:
        raise Refusal(todo[0])
    gathering.slug = free_slug(gathering.title, queries.taken_gathering_slugs())
    gathering.status, gathering.changed_at = GatheringStatus.PUBLISHED, clock.now()
    db.session.flush()


def cancel(gathering: Gathering, why: str) -> None:
    """It does not take place; its page stays and says why. Raises Refusal when there is nothing to cancel."""
    if gathering.status is not GatheringStatus.PUBLISHED or gathering.on < today():
        raise Refusal(_("Only a gathering that is still to come can be cancelled."))
    gathering.status, gathering.cancelled_why = GatheringStatus.CANCELLED, why
    gathering.changes.append(Change(what=What.CANCELLED))
    stop_asking(gathering, gathering.cohosts, named=[])
    moved(gathering)


def moved(gathering: Gathering) -> None:
    """What calendars show of it is another thing now."""
    gathering.sequence += 1
    gathering.changed_at = clock.now()
    gathering.version += 1
    db.session.flush()


def throw_away(gathering: Gathering) -> None:
    """Deletes a draft. Raises Refusal for what people have read of."""
    if gathering.status is not GatheringStatus.DRAFT:
        raise Refusal(_("People have read of this gathering. Cancel it instead."))
    stop_asking(gathering, gathering.cohosts, named=[])
    db.session.delete(gathering)
    db.session.flush()


def copy(gathering: Gathering, title: str, on: date, by: User, key: str) -> Gathering:
    """A draft with the same programme and walk on another day; its organisers are those of the first who still are.

    The same key of the same person gives the same draft.
    """
    told = {name: getattr(gathering, name) for name in COPIED} | {"title": title, "on": on}
    new = Gathering(slug=draft_slug(by, key), organisation=gathering.organisation, **told)
    new.cohosts, new.challenges = list(gathering.cohosts), list(gathering.challenges)
    for part in gathering.parts:
        fields = {name: getattr(part, name) for name in PART_COPIED}
        new.parts.append(Part(challenges=list(part.challenges), **fields))
    new.stops = [Stop(**{name: getattr(stop, name) for name in STOP_COPIED}) for stop in gathering.stops]
    running = {holder.email: holder.user_id for holder in organisers(gathering)} | {by.email: by.id}
    new.holders = [TaskHolder(task=Task.ORGANISER, email=email, user_id=number) for email, number in running.items()]
    return the_first(new)
