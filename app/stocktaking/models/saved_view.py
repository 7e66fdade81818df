"""A view of the contributions that a member wants to find again."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import User
from app.core.clock import now
from app.core.database import Base


class SavedView(Base):
    """A page with its filters, under a name; and how many cases it held when it was saved."""

    __tablename__ = "saved_view"

    id: Mapped[int] = mapped_column(primary_key=True)
    owner_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(80))
    page: Mapped[str] = mapped_column(String(20))  # the balance, the list or the map
    query: Mapped[str] = mapped_column(String(2000))  # as it stands in the address, after the question mark
    count: Mapped[int]
    saved_at: Mapped[datetime] = mapped_column(default=now)
    is_shared: Mapped[bool] = mapped_column(default=False)  # with the other members

    owner: Mapped[User] = relationship()
