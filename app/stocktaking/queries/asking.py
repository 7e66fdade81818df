"""Of which stories it is time to ask whether they still hold."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import and_, func, or_, select

from app.contributions.models import Contribution, NewsAddress, Status, StillAsked
from app.core.clock import local, midnight, months_after, today
from app.core.database import db
from app.stocktaking.models import Answer, AnswerSource, Evidence, Question, QuestionChange, Statement

CAME_OF_IT = ("answer_signed", "decided")
AT_A_TIME = 500  # stories


def stories_to_ask(months: int, reminder: datetime) -> Sequence[Contribution]:
    """The stories that others have read for so many months, and about which somebody can be asked: then, again so
    long after something came of a public question that uses them, and once more when they say nothing till `reminder`.

    Who was asked or said something within those months is not asked; nor twice for the same. At most AT_A_TIME.
    """
    before = midnight(months_after(today(), -months))
    later = came_of_it(before)
    can_hear = or_(
        Contribution.author_id.is_not(None),
        and_(NewsAddress.confirmed_at.is_not(None), NewsAddress.contribution_id.is_not(None)),
    )
    rows = db.session.execute(
        select(Contribution.id, Contribution.published_at, StillAsked)
        .outerjoin(StillAsked, StillAsked.contribution_id == Contribution.id)
        .outerjoin(NewsAddress, NewsAddress.contribution_id == Contribution.id)
        .where(Contribution.status == Status.PUBLISHED, can_hear)
        .where(Contribution.published_at < before)
        .where(or_(Contribution.visible_from.is_(None), Contribution.visible_from < local(before).date()))
        .order_by(Contribution.id)
    ).tuples()
    due = [
        key
        for key, visible_since, asked in rows
        if visible_since
        and is_due(asked, reminder, before, max(visible_since, later.get(key, visible_since)), months)
    ][:AT_A_TIME]
    wanted = select(Contribution).where(Contribution.id.in_(due)).order_by(Contribution.id)
    return db.session.scalars(wanted).all() if due else []


def is_due(asked: StillAsked | None, reminder: datetime, before: datetime, newest: datetime, months: int) -> bool:
    """`newest` is when something came of it last, before the moment `before` that lies so many months back."""
    if asked is None:
        return True
    if asked.answered_at is None and asked.reminded_at is None:
        return asked.asked_at < reminder
    last = max(asked.asked_at, asked.answered_at or asked.asked_at)
    return last < before and local(last).date() < months_after(local(newest).date(), months)


def came_of_it(before: datetime) -> dict[int, datetime]:
    """The stories that a public question uses, with when it was answered or decided last, before this moment."""
    quoted = select(Evidence.contribution_id, Statement.question_id).join(Statement)
    answered = select(AnswerSource.contribution_id, Answer.question_id).join(Answer)
    used = quoted.union(answered).subquery()
    wanted = (
        select(used.c.contribution_id, func.max(QuestionChange.at))
        .join(Question, Question.id == used.c.question_id)
        .join(QuestionChange, QuestionChange.question_id == Question.id)
        .where(Question.is_public.is_(True), QuestionChange.what.in_(CAME_OF_IT), QuestionChange.at < before)
        .group_by(used.c.contribution_id)
    )
    return dict(db.session.execute(wanted).tuples().all())
