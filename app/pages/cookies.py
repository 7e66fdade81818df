"""The cookies of this site, which the privacy page shows. A test holds the list to what is really set."""

from dataclasses import dataclass

from flask import current_app

from app.accounts.operations import IDLE, LONGEST
from app.challenges.models.round import ASKER_DAYS
from app.core.deal import deal
from app.core.wording import _, ngettext
from app.gatherings.models.walking import NOTES_LAST, OPENS


@dataclass(frozen=True)
class Cookie:
    name: str
    what_for: str
    how_long: str


def cookies() -> list[Cookie]:
    """All of them. Each is needed for what somebody does, so nobody is asked; none can be read by a script."""
    months = deal().recognition_months
    hours, days = IDLE.total_seconds() // 3600, LONGEST.days
    return [
        Cookie(
            current_app.config["SESSION_COOKIE_NAME"],
            _("To keep you signed in, and to be sure that a form that is sent comes from you"),
            _(
                "Until you close the browser. You are signed out after %(hours)d hours without use, "
                "and after %(days)d days at most.",
                hours=hours,
                days=days,
            ),
        ),
        Cookie(
            current_app.config["DRAFT_COOKIE_NAME"],
            _("So that this browser finds the story again that you did not send yet, and nobody else does"),
            ngettext("%(num)d day after the last change", "%(num)d days after the last change", deal().draft_days),
        ),
        Cookie(
            current_app.config["RECOGNITION_COOKIE_NAME"],
            _("So that this browser counts once when it says whether a question plays there too, and can change that"),
            ngettext("%(num)d month after the last answer", "%(num)d months after the last answer", months),
        ),
        Cookie(
            current_app.config["ASKER_COOKIE_NAME"],
            _("So that this browser knows which questions about a challenge it asked, and asks three of them at most"),
            _("%(num)d days after the last question", num=ASKER_DAYS),
        ),
        Cookie(
            current_app.config["WALKER_COOKIE_NAME"],
            _("So that your phone knows which notes of a walk are yours, and you can take them back"),
            _("%(num)d days after your last note", num=(OPENS + NOTES_LAST).days),
        ),
    ]
