"""What is computed of the texts of one audience, so that those about the same case can be proposed."""

from sqlalchemy import ForeignKey, Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from app.contributions.models.words import Audience
from app.core.database import Base

COMPUTED = {"computed": True}  # not in a backup: it is computed again


class Gist(Base):
    """A text in numbers (float16), from what this audience may read of it. It goes when the audience may not any more.

    A listing with a later revision than its gist is compared again.
    """

    __tablename__ = "gist"

    audience: Mapped[Audience] = mapped_column(primary_key=True)
    contribution_id: Mapped[int] = mapped_column(
        ForeignKey("contribution.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    revision: Mapped[int]
    compared: Mapped[bool] = mapped_column(default=False)  # with the others, as it is now
    words: Mapped[bytes] = mapped_column(LargeBinary)
    meaning: Mapped[bytes | None] = mapped_column(LargeBinary)  # None where there was no encoder

    __table_args__ = (Index(None, "audience", "revision"), Index(None, "audience", "compared"), {"info": COMPUTED})


class Likeness(Base):
    """Two texts that look as if they tell the same case, for one audience. The lower id comes first."""

    __tablename__ = "likeness"

    audience: Mapped[Audience] = mapped_column(primary_key=True)
    one_id: Mapped[int] = mapped_column(ForeignKey("contribution.id", ondelete="CASCADE"), primary_key=True, index=True)
    other_id: Mapped[int] = mapped_column(
        ForeignKey("contribution.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    score: Mapped[float]

    __table_args__ = ({"info": COMPUTED},)
