"""Who is asked to read a draft along."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.contributions.models import AskedReader, Draft
from app.core.clock import now
from app.core.database import db, one


def asked_reader_by_token(token_hash: str, to_change: bool = False) -> AskedReader:
    """The link with this secret. Raises NotFound when it is too old or was taken back.

    With `to_change` its draft is neither changed nor sent before the end of the transaction.
    """
    wanted = select(AskedReader).where(AskedReader.token_hash == token_hash, AskedReader.expires_at > now())
    if to_change:
        held = select(Draft.id).where(Draft.id == one(wanted).draft_id).with_for_update()
        db.session.scalar(held)
    shown = joinedload(AskedReader.draft).options(joinedload(Draft.user), joinedload(Draft.challenge))
    return one(wanted.options(shown).execution_options(populate_existing=to_change))


def asked_readers_of(draft: Draft) -> Sequence[AskedReader]:
    """The links to this draft, the oldest first, also those that are too old by now."""
    wanted = AskedReader.draft_id == draft.id
    return db.session.scalars(select(AskedReader).where(wanted).order_by(AskedReader.id)).all()
