"""Whether something plays where somebody works as well: one answer for each organisation, account or browser."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from app.core.clock import now


class Recognised(StrEnum):
    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class OneAnswer:
    """One answer: of an organisation, given by a confirmed colleague; of an account; or of a browser.

    Never of two of these: who answers for an organisation is counted there and nowhere else. Of a browser only a
    fingerprint is kept, another one for each thing, so that nobody can follow it from one to the next. Part of a table
    of a feature, which says what the answer is about and lets each answer once.
    """

    id: Mapped[int] = mapped_column(primary_key=True)
    answer: Mapped[Recognised]
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    browser_hash: Mapped[str | None] = mapped_column(String(64))
    at: Mapped[datetime] = mapped_column(default=now)
