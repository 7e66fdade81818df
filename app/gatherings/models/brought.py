"""That somebody began a contribution with the experience that they brought."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.database import Base
from app.core.sealing import Sealed
from app.gatherings.models.registration import Registration


class BroughtDraft(Base):
    """Which draft it is, sealed, and only until it is sent: nothing ties a name to a story that is shared."""

    __tablename__ = "gathering_draft"

    registration_id: Mapped[int] = mapped_column(ForeignKey(Registration.id, ondelete="CASCADE"), primary_key=True)
    draft: Mapped[str] = mapped_column(Sealed(200))

    registration: Mapped[Registration] = relationship()
