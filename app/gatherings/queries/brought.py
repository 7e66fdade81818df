"""Finding the drafts that people began with the experience that they brought."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.core.database import db
from app.gatherings.models import BroughtDraft, Registration


def brought_draft_of(registration: Registration) -> BroughtDraft | None:
    return db.session.get(BroughtDraft, registration.id)


def brought_drafts() -> Sequence[BroughtDraft]:
    wanted = select(BroughtDraft).options(joinedload(BroughtDraft.registration))
    return db.session.scalars(wanted.order_by(BroughtDraft.registration_id)).all()
