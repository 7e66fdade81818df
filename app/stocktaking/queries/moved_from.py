"""Which statements of other questions came from this one: of what only members read there, these alone were judged."""

from datetime import datetime

from sqlalchemy import func, select

from app.core.database import db
from app.stocktaking.models import Question, StoodUnder


def statements_from(question: Question, since: datetime) -> set[int]:
    """The keys of the statements that stood under a question at the moment `since`, and went to another one later."""
    stood_then = select(func.min(StoodUnder.id)).where(StoodUnder.until >= since).group_by(StoodUnder.statement_id)
    wanted = StoodUnder.question_id == question.id, StoodUnder.id.in_(stood_then), StoodUnder.statement_id.is_not(None)
    return {key for key in db.session.scalars(select(StoodUnder.statement_id).where(*wanted)) if key is not None}
