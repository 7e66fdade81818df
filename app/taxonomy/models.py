"""The controlled vocabulary: the terms of every dimension that things are tagged with."""

from datetime import date
from enum import StrEnum
from typing import Union

from sqlalchemy import JSON, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.database import Base


class Dimension(StrEnum):
    THEME = "theme"
    PHASE = "phase"
    BARRIER = "barrier"
    LEVER = "lever"
    SCALE = "scale"
    ROLE = "role"
    ORGANISATION_KIND = "organisation_kind"
    QUESTION_KIND = "question_kind"
    ROUTE = "route"


GROUPED = (Dimension.BARRIER, Dimension.LEVER)  # every term stands below a heading
FLAT = (Dimension.PHASE, Dimension.SCALE)  # no term stands below another


class Term(Base):
    """One term, with its words in both languages. Codes never change; a merged term names its heir."""

    __tablename__ = "term"

    id: Mapped[int] = mapped_column(primary_key=True)
    dimension: Mapped[Dimension]
    code: Mapped[str] = mapped_column(String(100))
    slug: Mapped[str] = mapped_column(String(100))  # the code, fit for an address
    position: Mapped[int]
    name_nl: Mapped[str] = mapped_column(String(120))
    name_en: Mapped[str] = mapped_column(String(120))
    scope: Mapped[str] = mapped_column(Text, default="")  # scope note, Dutch
    not_this: Mapped[str] = mapped_column(Text, default="")
    synonyms: Mapped[list[str]] = mapped_column(JSON, default=list)
    related: Mapped[list[str]] = mapped_column(JSON, default=list)  # codes
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("term.id"), index=True)
    replaced_by_id: Mapped[int | None] = mapped_column(ForeignKey("term.id"))
    is_group: Mapped[bool] = mapped_column(default=False)  # a heading only, nothing is tagged with it
    since: Mapped[date | None]  # None: it was there from the beginning
    until: Mapped[date | None]  # chosen no longer from this day on; what carries it keeps it, unless it has an heir
    split_into: Mapped[list[str]] = mapped_column(JSON, default=list)  # codes of the terms that came in its place
    by_hand: Mapped[bool] = mapped_column(default=False)  # an administrator changed it: the deal's file no longer does
    version: Mapped[int] = mapped_column(default=1)  # of what two administrators may see at once

    parent: Mapped[Union["Term", None]] = relationship(remote_side=[id], foreign_keys=[parent_id])
    replaced_by: Mapped[Union["Term", None]] = relationship(remote_side=[id], foreign_keys=[replaced_by_id])

    __table_args__ = (UniqueConstraint("dimension", "code"), UniqueConstraint("dimension", "slug"))

    @property
    def may_be_chosen(self) -> bool:
        return not self.is_group and self.is_in_use

    @property
    def is_in_use(self) -> bool:
        """Not replaced and not retired; a heading too."""
        return self.replaced_by_id is None and self.until is None

    @property
    def never_was(self) -> bool:
        """Added and undone: its words may be of a contributor who did not mean them for everybody."""
        return self.until is not None and self.until == self.since and not (self.replaced_by_id or self.split_into)

    def name(self, language: str) -> str:
        return self.name_en if language == "en" and self.name_en else self.name_nl
