"""What people hear of a file that they asked for: that it is there, never what stands in it."""

from flask import render_template

from app.core.mail_days import Haste
from app.core.site import address_of
from app.core.wording import in_language, lazy, spoken_path
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
