"""Where statements stood before they moved: what somebody says of their words finds them wherever they went."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.clock import now
from app.core.database import Base
from app.stocktaking.models.question import Statement
from app.stocktaking.models.removal import Removal


class StoodUnder(Base):
    """That a statement stood under a question until members moved it to another one. It goes with either of the two.

    Is the statement taken away, then this waits in its removal until it is put back, or forgotten with that.
    """

    __tablename__ = "stood_under"

    id: Mapped[int] = mapped_column(primary_key=True)
    statement_id: Mapped[int | None] = mapped_column(ForeignKey("statement.id", ondelete="CASCADE"), index=True)
    removal_id: Mapped[int | None] = mapped_column(ForeignKey("removal.id", ondelete="CASCADE"), index=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id", ondelete="CASCADE"), index=True)
    until: Mapped[datetime] = mapped_column(default=now)

    statement: Mapped[Statement | None] = relationship(passive_deletes=True)
    removal: Mapped[Removal | None] = relationship()
