"""What the clock does for the windows: the files with somebody's own data."""

from app.accounts.operations import finish
from app.accounts.queries import exports_to_make
from app.core.mail_days import Haste
from app.core.wording import _, in_language
from app.notifications.operations import tell
from app.pages.own_data import file_for


def make_exports() -> int:
    """Makes the files that people asked for, and tells them; how many."""
    found = exports_to_make()
    for export in found:
        finish(export, file_for(export.user))
        with in_language(export.user.language):
            text = _("Sign in, and look at the page with your data. It says when the file is deleted.")
            tell([export.user], _("The file with your data"), text, path="/mijn/gegevens", haste=Haste.ASKED)
    return len(found)
