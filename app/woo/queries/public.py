"""Whether everybody can read the original of a document on the site already."""

from sqlalchemy import select

from app.accounts.models import Visitor
from app.challenges.models import Challenge
from app.challenges.permissions import visible_to as challenge_visible_to
from app.contributions.permissions import may_view
from app.core.database import db
from app.gatherings.models import Gathering, GatheringStatus, StopSummary
from app.stocktaking.models import Question
from app.stocktaking.permissions import visible_to as question_visible_to
from app.woo.models import WooItem


def is_public_now(item: WooItem) -> bool:
    """What only the desk or one person ever saw is never public."""
    number = int(item.key.partition(":")[2])
    if item.source == "story":
        return item.contribution is not None and may_view(Visitor(), item.contribution)
    chosen = {
        "challenge": select(Challenge.id).where(Challenge.id == number, challenge_visible_to(Visitor())),
        "question": select(Question.id).where(Question.id == number, question_visible_to(Visitor())),
        "gathering": select(Gathering.id).where(Gathering.id == number, Gathering.status != GatheringStatus.DRAFT),
        "summary": select(StopSummary.stop_id).where(
            StopSummary.stop_id == number, StopSummary.published_at.is_not(None)
        ),
    }.get(item.source)
    return chosen is not None and db.session.scalar(chosen) is not None
