"""Noting what changed for those who come, so that they can be told."""

from datetime import date, time

from app.core import clock
from app.core.database import db
from app.core.security import fingerprint
from app.gatherings.models import Change, Gathering, GatheringStatus, What

State = dict[tuple[What, str], tuple[str, str]]  # what, and of which part or stop: its title, and how it is
ADDED = {What.PART: What.PART_ADDED, What.STOP: What.STOP_ADDED}
GONE = {What.PART: What.PART_GONE, What.STOP: What.STOP_GONE}
OF_A_STOP = (What.STOP, What.STOP_ADDED, What.STOP_GONE)


def state_of(gathering: Gathering) -> State:
    """What somebody who comes has to know, as it is now."""
    whole = (
        (What.TITLE, gathering.title),
        (What.DAY, gathering.on),
        (What.BEGINS, gathering.starts),
        (What.ENDS, gathering.ends),
        (What.PLACE, gathering.place),
        (What.AREA, gathering.walk),
        (What.ACCESS, mark_of(gathering.access, *(part.access for part in gathering.parts if part.access))),
    )
    state: State = {(what, ""): ("", written(value)) for what, value in whole}
    for part in gathering.parts:
        lasts = " ".join(filter(None, (written(part.starts), written(part.ends), part.place)))
        state[What.PART, part.public_id] = (part.title, lasts[:200])
    for stop in gathering.stops:
        spot = (written(stop.latitude), written(stop.longitude))
        mark = mark_of(stop.title, stop.place, stop.step_free, *spot)
        state[What.STOP, stop.public_id] = (stop.title, f"{stop.public_id} {mark}")
    return state


def mark_of(*words: str) -> str:
    """Another one for other words. That they changed is told; what they are stands on the page."""
    return fingerprint("\n".join(words))[:40] if any(words) else ""


def written(value: date | time | str | float | None) -> str:
    """A day, a time or a number as the database knows it."""
    return f"{value:%H:%M}" if isinstance(value, time) else str(value or "")


def note_changes(gathering: Gathering, before: State) -> None:
    """Notes how it differs from before, when people have read of it. What changes back untold is nothing."""
    after = state_of(gathering)
    if gathering.status is not GatheringStatus.PUBLISHED or before == after:
        return
    for (what, number), (title, is_now) in after.items():
        was = before.get((what, number))
        if was is None:
            add(gathering, ADDED[what], title, "", is_now)
        elif was[1] != is_now:
            add(gathering, what, title, was[1], is_now)
    for (what, number), (title, was_then) in before.items():
        if (what, number) not in after:
            add(gathering, GONE[what], title, was_then, "")
    gathering.sequence += 1
    gathering.changed_at = clock.now()
    db.session.flush()


def add(gathering: Gathering, what: What, part: str, before: str, after: str) -> None:
    """One change; together with an earlier one that nobody was told yet it is one."""
    piece = piece_of(what, part, before, after)
    untold = (one for one in gathering.changes if one.told_at is None and one.what is what)
    earlier = next((one for one in untold if piece_of(what, one.part, one.before, one.after) == piece), None)
    if earlier is None:
        gathering.changes.append(Change(what=what, part=part, before=before, after=after))
    elif earlier.before == after:
        gathering.changes.remove(earlier)
    else:
        earlier.part, earlier.after, earlier.at = part, after, clock.now()


def piece_of(what: What, part: str, before: str, after: str) -> str:
    """What tells apart the pieces that changes are about. A stop by its id: its title may change, or be that of two."""
    return (before or after).split(" ")[0] if what in OF_A_STOP else part
