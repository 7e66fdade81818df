"""The notes of members with a question, and the views of organisations that dissent."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.accounts.models import Organisation, Person, User
from app.core.database import db, one
from app.stocktaking.models import Dissent, Memo, Question
from app.stocktaking.permissions import MAKERS, visible_to


@dataclass(frozen=True)
class View:
    """A minderheidsstandpunt as everybody reads it who reads the question: pages and files show it with its name."""

    organisation_id: int
    organisation: str
    text: str
    at: datetime


def dissenting_views(question: Question) -> list[View]:
    """Every view that differs, by the name of its organisation: whatever shows the question, shows these with it."""
    wanted = select(Dissent).where(Dissent.question_id == question.id).options(joinedload(Dissent.organisation))
    found = (View(d.organisation_id, d.organisation.name, d.text, d.at) for d in db.session.scalars(wanted))
    return sorted(found, key=lambda view: (view.organisation, view.organisation_id))


def speaks_for(user: User) -> list[Organisation]:
    """The organisations whose view this person may write."""
    ids = user.workplaces(*MAKERS)
    found = {member.organisation for member in user.memberships if member.organisation_id in ids}
    return sorted(found, key=lambda organisation: organisation.name)


def dissent_of(organisation: Organisation, question: Question, to_change: bool = False) -> Dissent | None:
    """The view of this organisation. With `to_change` no colleague changes it meanwhile, and it is read anew."""
    wanted = select(Dissent).where(Dissent.question_id == question.id, Dissent.organisation_id == organisation.id)
    if to_change:
        wanted = wanted.with_for_update(of=Dissent).execution_options(populate_existing=True)
    return db.session.scalar(wanted)


def memos_with(question: Question) -> Sequence[Memo]:
    """The working notes, the newest first."""
    wanted = select(Memo).where(Memo.question_id == question.id).options(joinedload(Memo.by))
    return db.session.scalars(wanted.order_by(Memo.at.desc(), Memo.id.desc())).all()


def memo_by_id(memo_id: int, person: Person) -> tuple[Memo, Question]:
    """A note with its question, which this person may read. Raises NotFound."""
    wanted = Memo.id == memo_id, visible_to(person)
    memo = one(select(Memo).join(Question, Question.id == Memo.question_id).where(*wanted))
    return memo, db.session.get_one(Question, memo.question_id)


def memos_by(user: User) -> Sequence[Memo]:
    return db.session.scalars(select(Memo).where(Memo.by_id == user.id).order_by(Memo.id)).all()


def dissents_by(user: User) -> Sequence[Dissent]:
    return db.session.scalars(select(Dissent).where(Dissent.by_id == user.id).order_by(Dissent.id)).all()
