"""What changed in a gathering, in words."""

from dataclasses import dataclass
from datetime import date, datetime, time

from app.core.wording import _, clock_time, day_and_date
from app.gatherings.models import Change, What


@dataclass(frozen=True)
class InWords:
    text: str
    at: datetime


def in_words(change: Change) -> InWords:
    """One change as people read it, in the language of the page."""
    return InWords(sentence(change), change.at)


def sentence(change: Change) -> str:
    before, after, part = shown(change.what, change.before), shown(change.what, change.after), change.part
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
        case What.PART:
            return _("“%(part)s” is at %(after)s. It was at %(before)s.", part=part, after=after, before=before)
        case What.PART_ADDED:
            return _("New in the programme: “%(part)s”, at %(after)s.", part=part, after=after)
        case What.PART_GONE:
            return _("“%(part)s” is no longer in the programme.", part=part)
        case What.CANCELLED:
            return _("It does not take place.")


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
