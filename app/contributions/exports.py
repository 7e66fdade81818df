"""What a contributor takes home: a day in the calendar. It holds no code and no text: calendars are shared."""

from datetime import date, timedelta

from app.core.clock import now
from app.core.deal import deal
from app.core.security import random_id
from app.core.slugs import slug_of
from app.core.wording import _

LONGEST_LINE = 75  # bytes, as RFC 5545 has it


def calendar(day: date, url: str) -> str:
    """One whole day in the iCalendar form of RFC 5545."""
    summary = _("%(site)s: see what happened with my contribution", site=deal().name)
    description = _("You need the code that you kept.")
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//{escaped(deal().name)}//NL",
        "BEGIN:VEVENT",
        f"UID:{random_id()}@{slug_of(deal().name)}",
        f"DTSTAMP:{now():%Y%m%dT%H%M%SZ}",
        f"DTSTART;VALUE=DATE:{day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{escaped(summary)}",
        f"DESCRIPTION:{escaped(description)}",
        f"URL:{url}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(f"{folded(line)}\r\n" for line in lines)


def escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def folded(line: str) -> str:
    """A long line goes on after a line break and a space."""
    parts, rest = [], line
    while len(rest.encode()) > LONGEST_LINE:
        cut = LONGEST_LINE
        while len(rest[:cut].encode()) > LONGEST_LINE:
            cut -= 1
        parts.append(rest[:cut])
        rest = f" {rest[cut:]}"
    return "\r\n".join([*parts, rest])
