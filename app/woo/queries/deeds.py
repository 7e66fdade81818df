"""What one person did for requests under the Woo, and when. In the file with their own data never for which."""

from datetime import datetime

from sqlalchemy import select

from app.accounts.models import User
from app.contributions.models import Contribution, ViewOfHidden
from app.core.database import db
from app.woo.models import Blackout, WooFile, WooHandler, WooItem, WooRequest


def woo_deeds_of(user: User) -> list[tuple[datetime, str]]:
    asked = select(WooRequest.opened_at).join(WooHandler, WooHandler.request_id == WooRequest.id)
    each = (
        ("Woo request opened", select(WooRequest.opened_at).where(WooRequest.opened_by_id == user.id)),
        ("asked to handle a Woo request, opened", asked.where(WooHandler.user_id == user.id)),
        ("Woo file asked", select(WooFile.asked_at).where(WooFile.user_id == user.id)),
        ("judged for a Woo request", select(WooItem.judged_at).where(WooItem.judged_by_id == user.id)),
        ("agreed for a Woo request", select(WooItem.agreed_at).where(WooItem.agreed_by_id == user.id)),
        ("blacked out for a Woo request", select(Blackout.at).where(Blackout.by_id == user.id)),
    )
    return [(at, what) for what, when in each for at in db.session.scalars(when) if at is not None]


def has_looked_since(contribution: Contribution, user: User, moment: datetime) -> bool:
    """Whether a look of this handler at a document of this story was noted since then."""
    of_story = ViewOfHidden.contribution_id == contribution.id, ViewOfHidden.role == "woo"
    looks = select(ViewOfHidden.id).where(*of_story, ViewOfHidden.user_id == user.id, ViewOfHidden.at >= moment)
    return db.session.scalar(looks.limit(1)) is not None
