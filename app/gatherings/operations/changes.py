"""Noting what changed for those who come, so that they can be told."""

from datetime import date, time

from app.core import clock
from app.core.database import db
from app.gatherings.models import Change, Gathering, GatheringStatus, What

State = dict[tuple[What, str], tuple[str, str]]  # what, and of which part: its title, and how it is


def state_of(gathering: Gathering) -> State:
    """What somebody who comes has to know, as it is now."""
    whole = (
        (What.TITLE, gathering.title),
        (What.DAY, gathering.on),
        (What.BEGINS, gathering.starts),
        (What.ENDS, gathering.ends),
        (What.PLACE, gathering.place),
    )
    state: State = {(what, ""): ("", written(value)) for what, value in whole}
    for part in gathering.parts:
        lasts = " ".join(filter(None, (written(part.starts), written(part.ends), part.place)))
        state[What.PART, part.public_id] = (part.title, lasts[:200])
    return state


def written(value: date | time | str | None) -> str:
    """A day or a time as the database knows it."""
    return f"{value:%H:%M}" if isinstance(value, time) else str(value or "")


def note_changes(gathering: Gathering, before: State) -> None:
    """Notes how it differs from before, when people have read of it. What changes back untold is nothing."""
    after = state_of(gathering)
    if gathering.status is not GatheringStatus.PUBLISHED or before == after:
        return
    for (what, number), (title, is_now) in after.items():
        was = before.get((what, number))
        if was is None:
            add(gathering, What.PART_ADDED, title, "", is_now)
        elif was[1] != is_now:
            add(gathering, what, title, was[1], is_now)
    for (_what, number), (title, was_then) in before.items():
        if (_what, number) not in after:
            add(gathering, What.PART_GONE, title, was_then, "")
    gathering.sequence += 1
    gathering.changed_at = clock.now()
    db.session.flush()


def add(gathering: Gathering, what: What, part: str, before: str, after: str) -> None:
    """One change; together with an earlier one that nobody was told yet it is one."""
    same = (one for one in gathering.changes if one.told_at is None and (one.what, one.part) == (what, part))
    earlier = next(same, None)
    if earlier is None:
        gathering.changes.append(Change(what=what, part=part, before=before, after=after))
    elif earlier.before == after:
        gathering.changes.remove(earlier)
    else:
        earlier.after, earlier.at = after, clock.now()
