"""A document in a request, as it was found, and how it is judged."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.contributions.models import Contribution
from app.core.clock import now
from app.core.database import Base
from app.woo.documents import PICTURE, Passage, Piece, pieces
from app.woo.models.request import WooRequest


class Judgement(StrEnum):
    """What becomes of a document. Whether it is public wholly or in part follows from what is blacked out."""

    PUBLIC = "public"
    WITHHELD = "withheld"
    KNOWN = "known"  # everybody can read it already
    OUTSIDE = "outside"  # not what was asked for


class WooItem(Base):
    """A copy of a document: what was asked for stays, whatever happens to the original meanwhile.

    It is deleted when the request is over.
    """

    __tablename__ = "woo_item"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(26), unique=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("woo_request.id", ondelete="CASCADE"), index=True)
    key: Mapped[str] = mapped_column(String(60))  # of which source, and which row
    contribution_id: Mapped[int | None] = mapped_column(
        ForeignKey("contribution.id", ondelete="CASCADE"), index=True
    )
    made_at: Mapped[datetime]
    language: Mapped[str] = mapped_column(String(5), default="nl")
    parts: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)  # see `Part.kept`
    seen_mark: Mapped[str] = mapped_column(String(64))  # of the original, when somebody last decided which text counts
    judgement: Mapped[Judgement | None]
    ground: Mapped[str] = mapped_column(String(10), default="")  # of a document that is withheld wholly
    judged_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    judged_at: Mapped[datetime | None]
    agreed_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    agreed_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)

    request: Mapped[WooRequest] = relationship()
    contribution: Mapped[Contribution | None] = relationship()
    blackouts: Mapped[list["Blackout"]] = relationship(
        back_populates="item", cascade="all, delete-orphan", order_by="Blackout.id", lazy="selectin"
    )

    __table_args__ = (UniqueConstraint("request_id", "key"),)
    __mapper_args__ = {"version_id_col": version}

    @property
    def source(self) -> str:
        return self.key.partition(":")[0]

    @property
    def is_settled(self) -> bool:
        """Whether two people hold the same of it: one judged, and another agreed."""
        return self.judged_at is not None and self.agreed_at is not None

    def text_of(self, part: str) -> str:
        return next((str(found["text"]) for found in self.parts if found["name"] == part), "")

    def passages(self, part: str) -> list[Passage]:
        return [Passage(b.start, b.end, (b.ground,)) for b in self.blackouts if b.part == part]

    def pieces(self, part: str) -> list[Piece]:
        """A part as it leaves the house. Nothing of a document that is withheld."""
        text = self.text_of(part)
        if self.judgement is Judgement.WITHHELD:
            return [Piece("", (self.ground,))] if text else []
        return pieces(text, self.passages(part))

    @property
    def picture(self) -> dict[str, Any] | None:
        """The part that stands for a picture, with the name of its file."""
        return next((part for part in self.parts if part["name"] == PICTURE), None)

    @property
    def hands_out_picture(self) -> bool:
        return self.judgement is Judgement.PUBLIC and self.picture is not None and not self.passages(PICTURE)

    @property
    def grounds(self) -> list[str]:
        return sorted({blackout.ground for blackout in self.blackouts} | ({self.ground} - {""}))


class Blackout(Base):
    """A passage that stays out, and the ground for it."""

    __tablename__ = "woo_blackout"

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("woo_item.id", ondelete="CASCADE"), index=True)
    part: Mapped[str] = mapped_column(String(40))
    start: Mapped[int]  # characters from the beginning of the part
    end: Mapped[int]
    ground: Mapped[str] = mapped_column(String(10))
    by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    at: Mapped[datetime] = mapped_column(default=now)

    item: Mapped[WooItem] = relationship(back_populates="blackouts")
