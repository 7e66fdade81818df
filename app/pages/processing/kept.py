"""One row of the processing table: personal data, why it is kept, who sees it and how long."""

from dataclasses import dataclass

from app.core.deal import Deal
from app.core.wording import lazy, ngettext

PUBLIC_TASK, CONSENT = lazy("our public task"), lazy("your consent, which you can take back")
ADMINISTRATORS = lazy("You and the administrators")
NOBODY, MAILED = lazy("Nobody; a computer compares it"), lazy("Nobody; a computer mails it")


@dataclass(frozen=True)
class Kept:
    """One kind of personal data: in which columns it stands, and what we tell people about it."""

    what: str
    why: str
    seen_by: str
    columns: tuple[str, ...]  # of the database
    until: str  # in words; `%(time)s` is how long the deal says
    job: str = ""  # of the schedule, when the clock deletes it
    setting: str = ""  # of the deal, in days or months, when it says how long
    ground: str = PUBLIC_TASK
    file: str = ""  # or a folder in DATA_DIR, beside the database

    @property
    def first_place(self) -> str:
        """Where the first of it stands: a column, or a file when no column holds any."""
        return (*self.columns, self.file)[0]

    @property
    def by_consent(self) -> bool:
        return self.ground is CONSENT

    def how_long(self, deal: Deal) -> str:
        return str(self.until) % {"time": duration(self.setting, deal) if self.setting else ""}


def duration(setting: str, deal: Deal) -> str:
    count = int(getattr(deal, setting))
    if setting.endswith("_days"):
        return str(ngettext("%(num)s day", "%(num)s days", count))
    return str(ngettext("%(num)s month", "%(num)s months", count))
