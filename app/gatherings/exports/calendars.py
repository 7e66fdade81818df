"""Gatherings as calendars read them: iCalendar (RFC 5545)."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard

from app.core.clock import AMSTERDAM
from app.core.deal import deal
from app.core.site import address_of
from app.core.slugs import slug_of
from app.core.wording import _, spoken_path
from app.gatherings.models import Gathering

ODD_BREAKS = str.maketrans({"\x0b": " ", "\x0c": " ", "\x85": " ", "\u2028": " ", "\u2029": " "})


def calendar(gatherings: Iterable[Gathering], path_of: Callable[[Gathering], str]) -> bytes:
    """The gatherings as one calendar. Nothing in it is of a person: no names, no addresses of who comes."""
    whole = Calendar()
    whole.add("version", "2.0")
    whole.add("prodid", f"-//{plain(deal().name)}//NL")
    whole.add("x-wr-calname", _("Gatherings of %(site)s", site=deal().name))
    whole.add_component(amsterdam())
    for gathering in gatherings:
        whole.add_component(event_of(gathering, path_of(gathering)))
    return bytes(whole.to_ical())


def amsterdam() -> Timezone:
    """The clock of the Netherlands: summer time between the last Sundays of March and October (Directive 2000/84/EC).

    Written as rules: the table of days that the library makes begins summer an hour late, and ends in 2038.
    """
    winter, summer = timedelta(hours=1), timedelta(hours=2)
    zone = Timezone()
    zone.add("tzid", str(AMSTERDAM))
    for kind, month, hour, before, after, name in (
        (TimezoneDaylight, 3, 2, winter, summer, "CEST"),
        (TimezoneStandard, 10, 3, summer, winter, "CET"),
    ):
        half = kind()
        half.add("dtstart", datetime(1996, month, 31 if month == 3 else 27, hour))  # noqa: DTZ001  what a wall clock says
        half.add("rrule", {"freq": "yearly", "bymonth": month, "byday": "-1su"})
        half.add("tzoffsetfrom", before)
        half.add("tzoffsetto", after)
        half.add("tzname", name)
        zone.add_component(half)
    return zone


def event_of(gathering: Gathering, path: str) -> Event:
    event = Event()
    event.add("uid", f"{gathering.slug}@{slug_of(deal().name)}")
    event.add("sequence", gathering.sequence)
    event.add("dtstamp", gathering.changed_at)
    event.add("last-modified", gathering.changed_at)
    event.add("dtstart", gathering.begins_at)
    if gathering.ends:  # nothing made up: without it an event ends when it begins (RFC 5545, 3.6.1)
        event.add("dtend", gathering.ends_at)
    event.add("summary", plain(gathering.title))
    event.add("location", plain(gathering.place))
    event.add("description", plain(told_of(gathering)))
    event.add("status", "CANCELLED" if gathering.is_cancelled else "CONFIRMED")
    event.add("url", address_of(spoken_path(path)))
    return event


def told_of(gathering: Gathering) -> str:
    """The programme, a line for each part; of a cancelled one the reason."""
    if gathering.is_cancelled:
        return gathering.cancelled_why
    return "\n".join(f"{part.starts:%H.%M} {part.title}" for part in gathering.parts)


def plain(text: str) -> str:
    """A text without the line breaks that calendars take for the end of a property."""
    return text.translate(ODD_BREAKS)
