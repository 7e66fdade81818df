"""What the clock does for the windows: the files with somebody's own data."""

from flask import render_template

from app.accounts.operations import finish
from app.accounts.queries import exports_to_make
from app.core.mail_days import Haste
from app.core.site import address_of
from app.core.wording import _, in_language, spoken_path
from app.notifications.operations import tell
from app.pages.own_data import file_for


def make_exports() -> int:
    """Makes the files that people asked for, and tells them; how many."""
    found = exports_to_make()
    for export in found:
        finish(export, file_for(export.user))
        with in_language(export.user.language):
            path = spoken_path("/mijn/gegevens")
            text = render_template("pages/email/own_data.txt", url=address_of(path))
            tell([export.user], _("The file with your data"), text, path=path, haste=Haste.ASKED)
    return len(found)
