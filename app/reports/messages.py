"""What people hear of a stocktake or a file that they asked for: that it is there, never what stands in it."""

from flask import render_template

from app.accounts.models import User
from app.core.mail_days import Haste
from app.core.site import address_of
from app.core.wording import _, in_language, lazy, spoken_path
from app.notifications.operations import tell
from app.reports.models import ReportFile, ReportState


def file_is_ready(file: ReportFile) -> None:
    """Also when it could not be made: whoever waits must know."""
    if file.state is not ReportState.READY:
        subject = lazy("Your file could not be made")
    else:
        subject = lazy("Your file of a stocktake is ready")
    with in_language(file.user.language):
        path = spoken_path("/balansen")  # not that of the stocktake: its name is what members wrote, and stands in it
        text = render_template("reports/email/file.txt", subject=str(subject), url=address_of(path))
        tell([file.user], str(subject), text, path=path, haste=Haste.ASKED)


def pile_is_frozen(by: User, failed: bool = False) -> None:
    """Also when it could not be frozen. It goes to the list of stocktakes, or to the piles: no name stands in it."""
    with in_language(by.language):
        subject = _("A pile could not be frozen") if failed else _("Your stocktake was frozen")
        path = spoken_path("/werkbank/stapels" if failed else "/balansen")
        text = render_template("reports/email/frozen.txt", subject=subject, url=address_of(path), failed=failed)
        tell([by], subject, text, path=path, haste=Haste.ASKED)
