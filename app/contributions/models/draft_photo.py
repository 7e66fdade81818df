"""A photo that comes along with a draft, of a story that began with one."""

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from app.core.database import Base


class DraftPhoto(Base):
    """Two files of its own, drawn anew. Once the draft is sent it is a photo of the story, as any other."""

    __tablename__ = "draft_photo"

    draft_id: Mapped[int] = mapped_column(ForeignKey("draft.id", ondelete="CASCADE"), primary_key=True)
    full_file: Mapped[str] = mapped_column(String(60))  # names in the storage
    small_file: Mapped[str] = mapped_column(String(60))
    width: Mapped[int]
    height: Mapped[int]
    small_width: Mapped[int]
    small_height: Mapped[int]
    alt: Mapped[str] = mapped_column(String(300), default="")
    is_scanned: Mapped[bool] = mapped_column(default=False)  # nobody sees it before, its owner neither

    def files(self) -> list[str]:
        return [self.full_file, self.small_file]
