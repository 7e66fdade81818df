"""A stocktake that was frozen: what lay on the table on a day, in the words of that day, sealed."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.contributions.models import Audience
from app.core.clock import now
from app.core.database import Base


class ItemKind(StrEnum):
    CONTRIBUTION = "contribution"
    QUESTION = "question"
    TEXT = "text"  # the whole text of a contribution; a part of its own, as pages of many do without
    QUOTE = "quote"
    SOURCE = "source"  # a contribution that an answer rests on
    MEASURE = "measure"  # the themes and phases of that day, and what was known of the gaps


class Stocktake(Base):
    """A named copy. Members read it first; once it is published, everybody reads what was public in it."""

    __tablename__ = "stocktake"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(90), unique=True)
    name: Mapped[str] = mapped_column(String(100))
    made_at: Mapped[datetime] = mapped_column(default=now)
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"), index=True)
    pile_id: Mapped[int | None] = mapped_column(ForeignKey("pile.id", ondelete="SET NULL"), index=True)
    published_at: Mapped[datetime | None]

    editions: Mapped[list["Edition"]] = relationship(
        back_populates="stocktake", cascade="all, delete-orphan", passive_deletes=True
    )

    def is_before(self, other: "Stocktake") -> bool:
        """Two may be made in one second, as the time is sealed in whole ones: the number tells them apart then."""
        return (self.made_at, self.id) < (other.made_at, other.id)


class Edition(Base):
    """What one audience reads of a stocktake: how many contributions there were, and the seal over all of it.

    Each audience has its own copy, made of what it could find itself, so that neither number nor seal of the one
    depends on what only the other may see.
    """

    __tablename__ = "stocktake_edition"

    stocktake_id: Mapped[int] = mapped_column(ForeignKey("stocktake.id", ondelete="CASCADE"), primary_key=True)
    audience: Mapped[Audience] = mapped_column(primary_key=True)
    n: Mapped[int]
    # The fingerprint of the codebook; before those were kept, a mark of the names only.
    vocabulary: Mapped[str] = mapped_column(String(64))
    root: Mapped[str] = mapped_column(String(64))  # see seal.py

    stocktake: Mapped[Stocktake] = relationship(back_populates="editions")


class Item(Base):
    """One thing in an edition. It keeps its digest for ever, and points at nobody once its words are gone."""

    __tablename__ = "stocktake_item"

    id: Mapped[int] = mapped_column(primary_key=True)
    stocktake_id: Mapped[int] = mapped_column(ForeignKey("stocktake.id", ondelete="CASCADE"))
    audience: Mapped[Audience]
    kind: Mapped[ItemKind]
    digest: Mapped[str] = mapped_column(String(64))

    words: Mapped["Words | None"] = relationship(back_populates="item", cascade="all, delete-orphan")

    __table_args__ = (Index(None, "stocktake_id", "audience"),)


class Words(Base):
    """The salt and the content of an item. Whatever leaves its audience loses this row, and with it its salt."""

    __tablename__ = "stocktake_words"

    item_id: Mapped[int] = mapped_column(ForeignKey("stocktake_item.id", ondelete="CASCADE"), primary_key=True)
    contribution_id: Mapped[int | None] = mapped_column(ForeignKey("contribution.id", ondelete="CASCADE"), index=True)
    question_id: Mapped[int | None] = mapped_column(ForeignKey("question.id", ondelete="CASCADE"), index=True)
    salt: Mapped[str] = mapped_column(String(32))  # empty once a word of it went by a decision of the desk
    content: Mapped[str] = mapped_column(Text)  # canonical JSON, as it was sealed

    item: Mapped[Item] = relationship(back_populates="words")
