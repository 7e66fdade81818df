"""Noting what changed for those who come, so that they can be told."""

from datetime import date, time

from app.core import clock
from app.core.database import db
from app.core.security import fingerprint
from app.gatherings.models import Change, Gathering, GatheringStatus, What

State = dict[tuple[What, str], tuple[str, str]]  # what, and of which part or stop: its title, and how it is
ADDED = {What.PART: What.PART_ADDED, What.STOP: What.STOP_ADDED}
GONE = {What.PART: What.PART_GONE, What.STOP: What.STOP_GONE}
NAMES = {What.PART: What.PART_NAME, What.STOP: What.STOP_NAME}


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
        state[What.PART_NAME, part.public_id] = (part.title, part.title)
    for stop in gathering.stops:
        spot = (written(stop.latitude), written(stop.longitude))
        state[What.STOP, stop.public_id] = (stop.title, mark_of(stop.place, stop.step_free, *spot))
        state[What.STOP_NAME, stop.public_id] = (stop.title, stop.title)
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
    for (what, piece), (title, is_now) in after.items():
        was = before.get((what, piece))
        if was is None and what in ADDED:
            gathering.changes.append(Change(what=ADDED[what], piece=piece, part=title, before="", after=is_now))
        elif was is not None and was[1] != is_now:
            change(gathering, what, piece, title, was[1], is_now)
    for (what, piece), (title, was_then) in before.items():
        if (what, piece) not in after and what in GONE:
            take_away(gathering, what, piece, title, was_then)
    gathering.sequence += 1
    gathering.changed_at = clock.now()
    db.session.flush()


def untold_of(gathering: Gathering, piece: str) -> dict[What, Change]:
    """What nobody was told yet of this part or stop, or of the day as a whole."""
    return {one.what: one for one in gathering.changes if one.told_at is None and one.piece == piece}


def change(gathering: Gathering, what: What, piece: str, title: str, before: str, after: str) -> None:
    """One change; together with an earlier one that nobody was told yet it is one. What is new to people stays new."""
    untold = untold_of(gathering, piece)
    for one in untold.values() if piece else ():
        one.part = title  # all that people are told at once calls it by one name
    new, earlier = untold.get(ADDED.get(what, What.PART_ADDED)) if piece else None, untold.get(what)
    if new is not None:
        new.at = clock.now()
        new.after = after if what in ADDED else new.after
    elif earlier is None:
        gathering.changes.append(Change(what=what, piece=piece, part=title, before=before, after=after))
    elif earlier.before == after:
        gathering.changes.remove(earlier)
    else:
        earlier.after, earlier.at = after, clock.now()


def take_away(gathering: Gathering, what: What, piece: str, title: str, before: str) -> None:
    """A part or stop is gone: under the name and at the time that people know. What they never knew is not told."""
    untold = untold_of(gathering, piece)
    for one in untold.values():
        gathering.changes.remove(one)
    if ADDED[what] in untold:
        return
    name, moved = untold.get(NAMES[what]), untold.get(what)
    known = {"part": name.before if name else title, "before": moved.before if moved else before}
    gathering.changes.append(Change(what=GONE[what], piece=piece, after="", **known))
