"""What changed in a gathering, in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from app.core.clock import AMSTERDAM
from app.core.wording import _, clock_time, day_and_date
from app.gatherings.models import Change, Gathering, What


@dataclass(frozen=True)
class InWords:
    text: str
    at: datetime


def in_words(change: Change) -> InWords:
    """One change as people read it, in the language of the page."""
    return InWords(sentence(change), change.at)


def first_start(gathering: Gathering, changes: Sequence[Change]) -> datetime | None:
    """When it was to begin as people read it first, by the clock on the wall; None when it still is to begin then.

    `changes` with the last on top: from how it is now they lead back.
    """
    day, hour = gathering.on, gathering.starts
    for change in changes:
        if change.what is What.DAY:
            day = date.fromisoformat(change.before)
        elif change.what is What.BEGINS:
            hour = time.fromisoformat(change.before)
    found = datetime.combine(day, hour, tzinfo=AMSTERDAM)
    return None if found == gathering.begins_at else found


def sentence(change: Change) -> str:
    """About the day as a whole; of its parts and stops below."""
    before, after = shown(change.what, change.before), shown(change.what, change.after)
    unknown = _("not known")
    match change.what:
        case What.TITLE:
            return _("It is called “%(after)s” now. It was “%(before)s”.", after=after, before=before)
        case What.DAY:
            return _("The day is %(after)s. It was %(before)s.", after=after, before=before)
        case What.BEGINS:
            return _("It begins at %(after)s. It was %(before)s.", after=after, before=before)
        case What.ENDS:
            return _("It ends at %(after)s. It was %(before)s.", after=after or unknown, before=before or unknown)
        case What.PLACE:
            return _("The place is %(after)s. It was %(before)s.", after=after or unknown, before=before or unknown)
        case What.AREA:
            return _("Where we walk: %(after)s. It was: %(before)s.", after=after or unknown, before=before or unknown)
        case What.ACCESS:
            return _("What is said about who can come along, and how, changed. Read it on the page.")
        case What.CANCELLED:
            return _("It does not take place.")
    return about_a_piece(change, before, after)


def about_a_piece(change: Change, before: str, after: str) -> str:
    """About one part of the programme or one stop of the walk, by its title."""
    part = change.part
    return {
        What.PART: _("“%(part)s” is at %(after)s. It was at %(before)s.", part=part, after=after, before=before),
        What.PART_NAME: _("“%(before)s” in the programme is called “%(after)s” now.", after=after, before=before),
        What.PART_ADDED: _("New in the programme: “%(part)s”, at %(after)s.", part=part, after=after),
        What.PART_GONE: _("“%(part)s”, at %(before)s, is no longer in the programme.", part=part, before=before),
        What.STOP_NAME: _("The stop “%(before)s” of the walk is called “%(after)s” now.", after=after, before=before),
        What.STOP: _("The stop “%(stop)s” of the walk changed, or the way to it.", stop=part),
        What.STOP_ADDED: _("New on the walk: the stop “%(stop)s”.", stop=part),
        What.STOP_GONE: _("The stop “%(stop)s” is no longer on the walk.", stop=part),
    }[change.what]


def shown(what: What, value: str) -> str:
    """A day or a time that the database knows, as people read it."""
    if what is What.DAY:
        return day_and_date(date.fromisoformat(value))
    if what in (What.BEGINS, What.ENDS):
        return clock_time(time.fromisoformat(value)) if value else ""
    return " ".join(word_shown(word) for word in value.split(" "))


def word_shown(word: str) -> str:
    try:
        return clock_time(time.fromisoformat(word)) if len(word) == 5 and word[2] == ":" else word
    except ValueError:
        return word
