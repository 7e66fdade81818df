"""Everything that is kept of one person with an account."""

from collections.abc import Sequence

from sqlalchemy import delete, select

from app.accounts.models import User
from app.contributions.models import (
    CallbackAddress,
    Contribution,
    Draft,
    Freeze,
    NewsAddress,
    OnBehalf,
    Proposal,
    Reading,
    Step,
    ViewOfHidden,
)
from app.core.database import db


def shared_wholly_by(user: User, held: bool = False, to_change: bool = False) -> Sequence[Contribution]:
    """What this person shared while signed in, oldest first, to be shown with all that hangs on it.

    `held` lets nobody change it before the end of the transaction; with `to_change` nobody else holds it either.
    """
    found = select(Contribution).where(Contribution.author_id == user.id).order_by(Contribution.id)
    if held or to_change:
        found = found.with_for_update(read=not to_change, of=Contribution)
    return db.session.scalars(found).all()


def every_draft_of(user: User) -> Sequence[Draft]:
    return db.session.scalars(select(Draft).where(Draft.user_id == user.id).order_by(Draft.id)).all()


def looks_by(user: User) -> Sequence[ViewOfHidden]:
    """The log of this person's own reading at the desk."""
    return db.session.scalars(
        select(ViewOfHidden).where(ViewOfHidden.user_id == user.id).order_by(ViewOfHidden.id)
    ).all()


def steps_by(user: User) -> Sequence[Step]:
    return db.session.scalars(select(Step).where(Step.by_id == user.id).order_by(Step.id)).all()


def typed_over_by(user: User) -> Sequence[OnBehalf]:
    """What this person typed over for somebody else, as far as that is still known."""
    return db.session.scalars(select(OnBehalf).where(OnBehalf.by_id == user.id).order_by(OnBehalf.id)).all()


def readings_by(user: User) -> Sequence[Reading]:
    return db.session.scalars(select(Reading).where(Reading.reader_id == user.id).order_by(Reading.id)).all()


def proposals_by(user: User) -> Sequence[Proposal]:
    return db.session.scalars(select(Proposal).where(Proposal.by_id == user.id).order_by(Proposal.id)).all()


def delete_contribution(contribution: Contribution) -> None:
    """Deletes it with every row that belongs to it, and the drafts that it was sent from."""
    db.session.flush()
    delete_drafts_sent_as(contribution)
    key = contribution.id
    db.session.expunge(contribution)
    db.session.execute(delete(Contribution).where(Contribution.id == key))


def delete_drafts_sent_as(contribution: Contribution) -> None:
    """What a browser could still get to the story with."""
    db.session.execute(delete(Draft).where(Draft.sent_as_id == contribution.id))


def forget_address(email: str) -> None:
    """Deletes this address wherever somebody asked for a call-back or news.

    It is sealed: that two are the same shows only when they are opened.
    """
    kept = [*db.session.scalars(select(CallbackAddress)), *db.session.scalars(select(NewsAddress))]
    for found in kept:
        if found.email == email.lower():
            db.session.delete(found)
    db.session.flush()


def lift_whatever_it_is_kept_for(contribution: Contribution) -> None:
    """For a backup of before the request was over."""
    db.session.execute(delete(Freeze).where(Freeze.contribution_id == contribution.id))
    db.session.refresh(contribution, ["freezes"])


def freezes_by(user: User) -> Sequence[Freeze]:
    return db.session.scalars(select(Freeze).where(Freeze.by_id == user.id).order_by(Freeze.frozen_at)).all()
