"""A photo that its contributor adds to a story, with what was asked about it. Its file has no name of its own."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.contributions.models.contribution import Contribution
from app.contributions.models.found_fit import FoundFit
from app.core.clock import now
from app.core.database import Base
from app.core.wording import lazy


class PhotoState(StrEnum):
    WAITING = "waiting"  # for the virus scanner, which did not answer
    READY = "ready"
    INFECTED = "infected"  # the scanner found something afterwards; the files are gone
    REFUSED = "refused"  # by the desk; the files are gone


class Seen(StrEnum):
    """What somebody who sees no pictures is told."""

    TEXT = "text"
    DECORATIVE = "decorative"
    CANNOT = "cannot"


class People(StrEnum):
    """Whether somebody can be recognised: a face, a number plate, a name on a door."""

    NOBODY = "nobody"
    PERMISSION = "permission"
    COVER = "cover"  # must be covered before others see it


class Maker(StrEnum):
    SELF = "self"
    OTHER = "other"  # who agrees


class Use(StrEnum):
    """What others may do with it: the licence of the text does not hold for photos."""

    LOOK = "look"
    SHARE = "share"


USE_NAMES = {Use.LOOK: lazy("Only to look at here; all rights reserved"), Use.SHARE: lazy("CC BY 4.0")}


class Photo(Base):
    """Of the file that came in nothing is kept: the two versions were drawn anew."""

    __tablename__ = "photo"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(26), unique=True)
    contribution_id: Mapped[int] = mapped_column(ForeignKey("contribution.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    state: Mapped[PhotoState] = mapped_column(default=PhotoState.WAITING, index=True)
    full_file: Mapped[str] = mapped_column(String(60), default="")  # names in the storage; empty when they are gone
    small_file: Mapped[str] = mapped_column(String(60), default="")
    width: Mapped[int]
    height: Mapped[int]
    small_width: Mapped[int]
    small_height: Mapped[int]
    seen: Mapped[Seen | None]  # these are None until the contributor answered
    alt: Mapped[str] = mapped_column(String(300), default="")
    people: Mapped[People | None]
    shows_place: Mapped[bool | None]
    maker: Mapped[Maker | None]
    use: Mapped[Use | None]
    credit: Mapped[str] = mapped_column(String(120), default="")  # the maker's name as it is to be shown
    members_only: Mapped[bool] = mapped_column(default=False)  # stricter than the text
    people_covered: Mapped[bool] = mapped_column(default=False)  # by the desk, burnt in
    place_covered: Mapped[bool] = mapped_column(default=False)
    approved_at: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(Text, default="")  # of a refusal; the contributor reads it
    added_at: Mapped[datetime] = mapped_column(default=now, index=True)

    contribution: Mapped[Contribution] = relationship(back_populates="photos")
    found_fit: Mapped[list[FoundFit]] = relationship(
        cascade="all, delete-orphan", passive_deletes=True, order_by=FoundFit.at
    )

    @property
    def is_complete(self) -> bool:
        """Whether everything that is asked about it was answered."""
        told = self.seen is not None and (self.seen is not Seen.TEXT or bool(self.alt))
        return told and None not in (self.people, self.shows_place, self.maker, self.use)

    @property
    def has_ended(self) -> bool:
        return self.state in (PhotoState.REFUSED, PhotoState.INFECTED)

    @property
    def has_people_to_cover(self) -> bool:
        return self.people is People.COVER and not self.people_covered

    @property
    def shows_its_place(self) -> bool:
        """Also as long as nobody answered: what is not known is not shown."""
        return self.shows_place is not False and not self.place_covered

    @property
    def is_approved(self) -> bool:
        """Whether the desk finds that others may see it as it is now."""
        ready = self.state is PhotoState.READY and self.is_complete and self.approved_at is not None
        return ready and not self.has_people_to_cover

    @property
    def waits_for_the_desk(self) -> bool:
        return self.state is PhotoState.READY and self.is_complete and self.approved_at is None

    def files(self) -> list[str]:
        return [name for name in (self.full_file, self.small_file) if name]
