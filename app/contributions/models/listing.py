"""What each audience may find of the contributions, and what is computed from that."""

from datetime import date
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.contributions.models.words import Audience
from app.core.database import Base


class Listing(Base):
    """What an audience may find of a contribution: disclosed, coarse values only, one row per audience.

    Lists, counts, facets and orders read this table and never `contribution`, so they cannot depend on
    what their reader may not see. `revision` grows with every change, so that a process that keeps an
    index in memory can follow; a row that is `gone` tells it to forget.
    """

    __tablename__ = "listing"

    audience: Mapped[Audience] = mapped_column(primary_key=True)
    contribution_id: Mapped[int] = mapped_column(ForeignKey("contribution.id", ondelete="CASCADE"), primary_key=True)
    revision: Mapped[int]
    gone: Mapped[bool] = mapped_column(default=False)
    month: Mapped[date | None]  # first day of the month of publication
    sort_title: Mapped[str] = mapped_column(String(120), default="")
    public_id: Mapped[str] = mapped_column(String(26), default="")
    kind: Mapped[str] = mapped_column(String(20), default="")
    outcome: Mapped[str] = mapped_column(String(20), default="")
    size: Mapped[str | None] = mapped_column(String(20))
    part: Mapped[str | None] = mapped_column(String(20))
    period: Mapped[int | None]  # first year of the two-year period, or the year when it is shown
    organisation_kind: Mapped[str | None] = mapped_column(String(40))
    challenge_id: Mapped[int | None]
    follows_up_id: Mapped[int | None]  # the challenge of which it tells what came of it; see disclosure.follows_up
    organisation_id: Mapped[int | None]  # only where its name is shown
    term_ids: Mapped[list[int]] = mapped_column(JSON, default=list)
    # The same for texts that may be told together: one case, and all of them with a name, or all without one.
    case_key: Mapped[int | None]
    # What a card shows beside the above, so that a list of cards reads one table.
    title: Mapped[str] = mapped_column(String(120), default="")
    lesson: Mapped[str] = mapped_column(Text, default="")
    language: Mapped[str] = mapped_column(String(5), default="nl")
    exact_place: Mapped[str] = mapped_column(String(250), default="")  # empty where only the class is shown
    years: Mapped[str] = mapped_column(String(9), default="")  # "2019", or "2018–2019"
    members_only: Mapped[bool] = mapped_column(default=False)
    photo: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))  # the first one that may be seen

    __table_args__ = (Index(None, "audience", "revision"), Index(None, "audience", "case_key"))
