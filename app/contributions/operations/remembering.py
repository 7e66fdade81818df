"""A log beside the database of what was decided about stories, so that an older backup cannot undo it.

A line tells by a fingerprint which story, photo, note or address for news it is about, what was done, the level that
it has since, and when. It is written before the deed, so that nothing happens that is not remembered; what shows more
is written after it was kept, as a line of something that did not happen would undo the stricter one before it.
"""

import logging
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any, Protocol

from app.contributions.models import Contribution, NewsAddress
from app.core import clock
from app.core.afterwards import if_undone, when_kept
from app.core.again import is_done_before
from app.core.destruction import destroyed
from app.core.files import append_record, folder_of, records
from app.core.security import fingerprint

log = logging.getLogger(__name__)
TAKEN_BACK = "taken_back"  # of a line about a deed that was not kept after all
FOLDER = "decided"  # in DATA_DIR; a file a day, so that old lines go without touching the others
LATE = timedelta(days=7)  # a backup may be thrown away a few days late
LEVELS = ("audience", "names_organisation", "remove_more", "hides_place", "not_quoted", "visible_from")


class Named(Protocol):
    """A story, a photo, or something of a floor above that goes by a public id of its own."""

    @property
    def public_id(self) -> str: ...


Thing = Named | NewsAddress


def sealed(name: str) -> str:
    """What the log knows of a thing with this name: it says whether it is this one, and nothing else."""
    return fingerprint(f"decided:{name}")


def name_of(thing: Thing) -> str:
    """An address for news goes by the fingerprint of its secret, which is of this story and this address alone."""
    return thing.token_hash if isinstance(thing, NewsAddress) else thing.public_id


def remember(thing: Thing, what: str, level: dict[str, Any] | None = None) -> None:
    """Writes down what is about to happen. A full disk raises OSError: then nothing happens.

    When it did not happen after all, that is written down as well.
    """
    if not is_done_before():
        line = line_of(thing, what, level)
        write(line)
        if_undone(lambda: write_if_possible(line | {TAKEN_BACK: True}))


def remember_when_kept(thing: Thing, what: str, level: dict[str, Any] | None = None) -> None:
    """The same once it has happened. Without its line, a restore leaves it as strict as it was."""
    if not is_done_before():
        line = line_of(thing, what, level)
        when_kept(lambda: write_if_possible(line))


def line_of(thing: Thing, what: str, level: dict[str, Any] | None) -> dict[str, Any]:
    return {"of": sealed(name_of(thing)), "what": what, "at": clock.now().isoformat(), "level": level or {}}


def write(line: dict[str, Any]) -> None:
    append_record(f"{FOLDER}/{clock.today()}.jsonl", line)


def write_if_possible(line: dict[str, Any]) -> None:
    try:
        write(line)
    except OSError:
        log.error("a line is missing in %s, so a restore leaves something stricter than it was", FOLDER)


def level_as_told(contribution: Contribution) -> dict[str, Any]:
    """Who sees what of it, as JSON knows it."""
    told = {name: getattr(contribution, name) for name in LEVELS}
    day = contribution.visible_from
    return told | {"audience": contribution.audience.value, "visible_from": day.isoformat() if day else None}


def decided() -> list[dict[str, Any]]:
    """Everything in the log, oldest first, with its moments."""
    found = [line for path in folder_of(FOLDER).glob("*.jsonl") for line in records(f"{FOLDER}/{path.name}")]
    undone = [told_in(line) for line in found if TAKEN_BACK in line]
    found = [line for line in found if told_in(line) not in undone]
    return sorted(({**line, "at": datetime.fromisoformat(line["at"])} for line in found), key=lambda line: line["at"])


def told_in(line: dict[str, Any]) -> tuple[str, str, str]:
    """What makes a line the one that it is, also where it is said to be undone."""
    return line["of"], line["what"], line["at"]


def remembers() -> bool:
    """Whether there is a log at all: beside a database that was lost with its folder there is none."""
    return any(days_in_the_log())


def forget_what_was_decided(backup_days: int) -> int:
    """Deletes the lines of before the oldest backup that may still be there; how many."""
    kept = timedelta(days=backup_days) + LATE
    count = 0
    for day, name in days_in_the_log():
        if day < clock.today() - kept:
            count += len(records(f"{FOLDER}/{name}"))
            (folder_of(FOLDER) / name).unlink()
    return destroyed(FOLDER, count, f"BACKUP_DAYS + {LATE.days} days = {kept.days} days")


def days_in_the_log() -> Iterator[tuple[date, str]]:
    for path in sorted(folder_of(FOLDER).glob("*.jsonl")):
        yield date.fromisoformat(path.stem), path.name
