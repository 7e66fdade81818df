"""What the contributor reads of who sees what: every field with its words, also when nothing of it is shown."""

from dataclasses import dataclass

from app.contributions.absent import is_purged, left_out, municipality_in_words, organisation_in_words, unknown
from app.contributions.disclosure import View, own
from app.contributions.models import Contribution
from app.core.clock import today
from app.core.deal import deal
from app.core.wording import _, long_date
from app.gatherings.permissions import is_agreed, may_be_told
from app.gatherings.queries import came_out


@dataclass(frozen=True)
class Line:
    """One thing that others see or do not see, in words."""

    label: str
    value: str
    note: str = ""


def who_sees(contribution: Contribution, shown: View, origin: Line | None) -> list[Line]:
    """The lines in the order of the page. Only the contributor reads them."""
    mine = own(contribution)
    readers = _("Only members of %(deal)s", deal=deal().organisation) if shown.members_only else _("Everybody")
    found = [
        Line(_("Who reads it"), readers),
        organisation_line(contribution, shown, mine),
        place_line(contribution, shown, mine),
        Line(_("Period"), shown.period or unknown()),
        quoting_line(contribution),
        *filter(None, [origin]),
    ]
    if contribution.visible_from is not None and contribution.visible_from > today():
        found.append(Line(_("Waits"), _("Not visible before %(day)s.", day=long_date(contribution.visible_from))))
    if contribution.remove_more:
        found.append(Line(_("Editors"), _("remove more that may point to you")))
    return found


def organisation_line(contribution: Contribution, shown: View, mine: View) -> Line:
    if shown.organisation:
        return Line(_("Organisation"), shown.organisation)
    note = ""
    if mine.organisation:
        note = _("Only the editors who read it see: %(what)s.", what=mine.organisation)
    elif is_purged(contribution):
        words = organisation_in_words(contribution, mine)
        note = _("%(words)s: we deleted it when it became visible.", words=words)
    return Line(_("Organisation"), _("Without a name"), note)


def place_line(contribution: Contribution, shown: View, mine: View) -> Line:
    if shown.municipality:
        return Line(_("Place"), shown.place)
    exact = municipality_in_words(contribution, mine)
    note = _("Only the editors who read it see: %(what)s.", what=exact) if mine.municipality else ""
    if not mine.municipality and exact != unknown():
        note = _("Municipality: %(words)s. We deleted it, or never had it.", words=exact)
    if contribution.hides_place:
        note = _("You chose that. Others do not see whether you told a place.") + (f" {note}" if note else "")
    return Line(_("Place"), shown.place or (left_out() if contribution.hides_place else unknown()), note)


def quoting_line(contribution: Contribution) -> Line:
    if contribution.not_quoted:
        return Line(_("Quotes"), _("Use it, but do not quote it"), _("Under a question stands no word of it."))
    return Line(_("Quotes"), _("It may be quoted word for word"))


def origin_line(contribution: Contribution) -> Line | None:
    """Where it came from, when its contributor lets others know that."""
    came = came_out(contribution)
    if came is None or not may_be_told(came):
        return None
    words = ", ".join(filter(None, (came.gathering.title, came.stop.title if came.stop else "")))
    return Line(_("Came out of"), words, "" if is_agreed(came) else _("Others read it together with the name."))
