"""What comes of a gathering: drafts that began there, notes that became one, and what contributors let others know."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import User
from app.contributions.models import Contribution, Draft
from app.core.clock import now
from app.core.database import Base
from app.gatherings.models.gathering import Gathering
from app.gatherings.models.programme import Stop
from app.gatherings.models.tables import TableCard
from app.gatherings.models.walking import FieldNote


class BegunHere(Base):
    """That a draft began at a gathering. It goes as soon as the draft is sent, whatever its writer lets others know."""

    __tablename__ = "draft_of_gathering"

    draft_id: Mapped[int] = mapped_column(ForeignKey(Draft.id, ondelete="CASCADE"), primary_key=True)
    gathering_id: Mapped[int] = mapped_column(ForeignKey("gathering.id", ondelete="CASCADE"), index=True)
    stop_id: Mapped[int | None] = mapped_column(ForeignKey("gathering_stop.id", ondelete="SET NULL"), index=True)

    gathering: Mapped[Gathering] = relationship()
    stop: Mapped[Stop | None] = relationship()


class TurnedNote(Base):
    """That the writer of a note made a draft of it; once that was sent only that they did, not which story it is."""

    __tablename__ = "turned_note"

    note_id: Mapped[int] = mapped_column(ForeignKey("field_note.id", ondelete="CASCADE"), primary_key=True)
    draft_id: Mapped[int | None] = mapped_column(ForeignKey(Draft.id, ondelete="CASCADE"), unique=True)
    key_hash: Mapped[str | None] = mapped_column(String(64))  # of the phone where it began: no other is told

    note: Mapped[FieldNote] = relationship()
    draft: Mapped[Draft | None] = relationship()

    @property
    def is_sent(self) -> bool:
        """The row goes with a draft that is thrown away, so one without a draft was sent."""
        return self.draft_id is None


class TurnedCard(Base):
    """That somebody began their own story at the card of a table; once it was sent only that they did, not which it
    is. Whether they sat at that table is not known: everybody with the code reads each card."""

    __tablename__ = "turned_card"

    id: Mapped[int] = mapped_column(primary_key=True)
    card_id: Mapped[int] = mapped_column(ForeignKey("table_card.id", ondelete="CASCADE"))
    draft_id: Mapped[int | None] = mapped_column(ForeignKey(Draft.id, ondelete="CASCADE"), unique=True)
    key_hash: Mapped[str] = mapped_column(String(64))  # of the phone; each may tell one of their own

    card: Mapped[TableCard] = relationship()
    draft: Mapped[Draft | None] = relationship()

    __table_args__ = (UniqueConstraint("card_id", "key_hash"),)

    @property
    def is_sent(self) -> bool:
        return self.draft_id is None


class NoteQuestion(Base):
    """That a note taker asked the writer of a note to make a contribution of it; one a note."""

    __tablename__ = "note_question"

    note_id: Mapped[int] = mapped_column(ForeignKey("field_note.id", ondelete="CASCADE"), primary_key=True)
    asked_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"), index=True)
    asked_at: Mapped[datetime] = mapped_column(default=now)
    declined_at: Mapped[datetime | None]

    note: Mapped[FieldNote] = relationship()
    asked_by: Mapped[User | None] = relationship()


class CameOut(Base):
    """That a contribution came out of a gathering: there is a row only where its contributor lets others know.

    It holds as much as they agreed to: with the name beside it and the place to be seen, or also without.
    """

    __tablename__ = "came_out_of"

    contribution_id: Mapped[int] = mapped_column(ForeignKey(Contribution.id, ondelete="CASCADE"), primary_key=True)
    gathering_id: Mapped[int] = mapped_column(ForeignKey("gathering.id", ondelete="CASCADE"), index=True)
    stop_id: Mapped[int | None] = mapped_column(ForeignKey("gathering_stop.id", ondelete="SET NULL"), index=True)
    name_left_out: Mapped[bool] = mapped_column(default=False)
    place_left_out: Mapped[bool] = mapped_column(default=False)
    is_over: Mapped[bool] = mapped_column(default=False)  # nobody sees it; it is kept for a Woo request

    contribution: Mapped[Contribution] = relationship()
    gathering: Mapped[Gathering] = relationship()
    stop: Mapped[Stop | None] = relationship()
