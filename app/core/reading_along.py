"""Reading along: a link on which somebody without an account reads what is not public yet, and says yes or no.

The secret stands in the link only. Which thing it opens, and which text of it was read, is up to its feature.
"""

from datetime import datetime, timedelta

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.core import clock
from app.core.deal import deal
from app.core.security import fingerprint

MOST_IN_NAME = 100  # characters


class ReadingAlong:
    """What is kept of one such link; part of a table of the feature."""

    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    reader: Mapped[str] = mapped_column(String(MOST_IN_NAME), default="")  # "communicatie", "bestuurssecretaris"
    asked_at: Mapped[datetime] = mapped_column(default=clock.now)
    expires_at: Mapped[datetime]
    agreed: Mapped[bool | None]
    remark: Mapped[str] = mapped_column(Text, default="")
    answered_at: Mapped[datetime | None]

    def opens_with(self, token: str) -> None:
        """From now on this secret opens it, for as many days as the deal says; an older one does so no longer."""
        self.token_hash = fingerprint(token)
        self.asked_at = clock.now()
        self.expires_at = self.asked_at + timedelta(days=deal().read_along_days)

    def note_answer(self, agreed: bool, remark: str) -> None:
        """A second answer takes the place of the first."""
        self.agreed, self.remark, self.answered_at = agreed, remark, clock.now()

    def forget_answer(self) -> None:
        """The link stays, and no longer knows who read along and what they said."""
        self.agreed = self.answered_at = None
        self.reader = self.remark = ""
