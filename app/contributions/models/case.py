"""Texts that tell the same case, as members judged: a link that can be taken away again. Nothing is merged."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.contributions.models.contribution import Contribution
from app.core.clock import now
from app.core.database import Base
from app.core.security import random_id


class Case(Base):
    """What several contributions tell of. Which of them may be named together is for the listings to say."""

    __tablename__ = "told_case"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(26), unique=True, default=random_id)
    begun_at: Mapped[datetime] = mapped_column(default=now)

    voices: Mapped[list["CaseVoice"]] = relationship(
        back_populates="case", passive_deletes="all", order_by="CaseVoice.contribution_id"
    )


class CaseVoice(Base):
    """A contribution that tells of a case; one of them is the primary one, the others add their voice."""

    __tablename__ = "case_voice"

    contribution_id: Mapped[int] = mapped_column(ForeignKey("contribution.id", ondelete="CASCADE"), primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("told_case.id", ondelete="CASCADE"), index=True)
    is_primary: Mapped[bool] = mapped_column(default=False)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"), index=True)
    at: Mapped[datetime] = mapped_column(default=now)

    case: Mapped[Case] = relationship(back_populates="voices")
    contribution: Mapped[Contribution] = relationship()


class NotTheSame(Base):
    """Two contributions of which a member judged that they tell of two cases. The lower id comes first."""

    __tablename__ = "not_the_same"

    one_id: Mapped[int] = mapped_column(ForeignKey("contribution.id", ondelete="CASCADE"), primary_key=True)
    other_id: Mapped[int] = mapped_column(
        ForeignKey("contribution.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"), index=True)
    at: Mapped[datetime] = mapped_column(default=now)


class CaseDeedKind(StrEnum):
    TOGETHER = "together"
    NOT_THE_SAME = "not_the_same"
    TAKEN_OUT = "taken_out"
    TAKEN_APART = "taken_apart"
    OTHER_PRIMARY = "other_primary"


class CaseDeed(Base):
    """What somebody did with texts about one case, so that it can be undone for a while."""

    __tablename__ = "case_deed"

    id: Mapped[int] = mapped_column(primary_key=True)
    what: Mapped[CaseDeedKind]
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    at: Mapped[datetime] = mapped_column(default=now, index=True)
    undone_at: Mapped[datetime | None]
    one_id: Mapped[int | None] = mapped_column(ForeignKey("contribution.id", ondelete="CASCADE"), index=True)
    other_id: Mapped[int | None] = mapped_column(ForeignKey("contribution.id", ondelete="CASCADE"), index=True)

    moves: Mapped[list["CaseMove"]] = relationship(passive_deletes="all")


class CaseMove(Base):
    """Where a contribution lay before a deed, and where after it; without a case it lay by itself."""

    __tablename__ = "case_move"

    deed_id: Mapped[int] = mapped_column(ForeignKey("case_deed.id", ondelete="CASCADE"), primary_key=True)
    contribution_id: Mapped[int] = mapped_column(
        ForeignKey("contribution.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    from_case_id: Mapped[int | None] = mapped_column(ForeignKey("told_case.id", ondelete="CASCADE"), index=True)
    was_primary: Mapped[bool] = mapped_column(default=False)
    to_case_id: Mapped[int | None] = mapped_column(ForeignKey("told_case.id", ondelete="CASCADE"), index=True)
    is_primary: Mapped[bool] = mapped_column(default=False)

    contribution: Mapped[Contribution] = relationship()
