"""What members found of a place in the balance where nobody has told anything."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import User
from app.core.clock import now
from app.core.database import Base


class Verdict(StrEnum):
    REAL = "real"  # it happens, and nobody knows
    NOT_APPLICABLE = "not_applicable"  # it cannot happen
    ASKED = "asked"  # the question was put out


class Gap(Base):
    """A crossing of the balance, or a whole row or column of it, that somebody judged.

    Both sides stand here as an address names them (`thema`, `ondergrond`), in the order of the filters, so that
    a crossing is the same whichever side lies across. Of a whole row or column the second side is empty.
    """

    __tablename__ = "gap"

    id: Mapped[int] = mapped_column(primary_key=True)
    first_name: Mapped[str] = mapped_column(String(20))
    first_word: Mapped[str] = mapped_column(String(100))
    second_name: Mapped[str] = mapped_column(String(20), default="")
    second_word: Mapped[str] = mapped_column(String(100), default="")
    changed_at: Mapped[datetime] = mapped_column(default=now)
    version: Mapped[int] = mapped_column(default=1)

    judgements: Mapped[list["GapJudgement"]] = relationship(
        cascade="all, delete-orphan", order_by="GapJudgement.id", passive_deletes=True
    )

    __mapper_args__ = {"version_id_col": version}
    __table_args__ = (UniqueConstraint("first_name", "first_word", "second_name", "second_word"),)

    @property
    def key(self) -> tuple[str, str, str, str]:
        return self.first_name, self.first_word, self.second_name, self.second_word

    @property
    def holds(self) -> "GapJudgement | None":
        """The judgement that counts: the last one that was not taken back."""
        return self.judgements[-1] if self.judgements else None


class GapJudgement(Base):
    """What one member found of a gap, and why. Others see what, and when; the note and the name are for members."""

    __tablename__ = "gap_judgement"

    id: Mapped[int] = mapped_column(primary_key=True)
    gap_id: Mapped[int] = mapped_column(ForeignKey("gap.id", ondelete="CASCADE"), index=True)
    verdict: Mapped[Verdict]
    note: Mapped[str] = mapped_column(Text, default="")
    by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"), index=True)
    at: Mapped[datetime] = mapped_column(default=now)

    by: Mapped[User | None] = relationship()
