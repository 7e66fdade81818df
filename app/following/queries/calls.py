"""Whom a call reaches: people who follow what it is about, in these roles, and who were not asked lately."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_, delete, func, select

from app.accounts.models import User
from app.core.database import db, number_of
from app.following.models import Call, Follow, Follower, Happening, Telling, What
from app.following.queries.happenings import following
from app.following.targets import Targets
from app.stocktaking.gaps import Asked, PutOut, Way, know_put_out


def reached_by(roles: Collection[str], kinds: Collection[str], asked_since: datetime) -> ColumnElement[bool]:
    """Of whoever follows it: who takes calls, says to be one of these, and heard no other call since this moment."""
    who = [Follower.takes_calls.is_(True)]
    who += [Follower.works_as.in_(roles)] if roles else []
    who += [Follower.works_at.in_(kinds)] if kinds else []
    asked = select(Telling.follower_id).join(Happening, Happening.id == Telling.happening_id)
    asked = asked.where(Happening.what == What.CALL, func.coalesce(Telling.told_at, Telling.waits_since) > asked_since)
    return and_(Follow.follower_id.in_(select(Follower.id).where(*who)), Follow.follower_id.not_in(asked))


def number_reached(targets: Targets, among: ColumnElement[bool]) -> int:
    follows = following(targets)
    if follows is None:
        return 0
    wanted = follows, Follow.confirmed_at.is_not(None), among
    return db.session.scalar(select(func.count(Follow.follower_id.distinct())).where(*wanted)) or 0


def groups_reached(targets: Targets, among: ColumnElement[bool]) -> dict[tuple[str, str], int]:
    """How many of these say to have each role at each kind of organisation, by those two codes."""
    follows = following(targets)
    if follows is None:
        return {}
    group = Follower.works_as, Follower.works_at
    rows = select(*group, func.count(Follow.follower_id.distinct())).join(Follow, Follow.follower_id == Follower.id)
    rows = rows.where(follows, Follow.confirmed_at.is_not(None), among).group_by(*group)
    return {(role, kind): number for role, kind, number in db.session.execute(rows).tuples()}


def call_marked(mark: str) -> Call | None:
    return db.session.scalar(select(Call).join(Call.happening).where(Happening.mark == mark))


def number_of_calls_by(user: User, since: datetime) -> int:
    wanted = Call.by_id == user.id, Happening.found_at > since
    return db.session.scalar(select(func.count()).select_from(Call).join(Call.happening).where(*wanted)) or 0


def calls_by(user: User) -> Sequence[datetime]:
    """When this person put something out, oldest first."""
    wanted = select(Happening.found_at).join(Happening.call).where(Call.by_id == user.id)
    return db.session.scalars(wanted.order_by(Happening.found_at)).all()


def gaps_put_out() -> Iterable[Asked]:
    """The empty places of the balance that were put out, and the day; the same whether it reached anybody or not."""
    wanted = select(Call.sides, Happening.told_from).join(Call.happening)
    wanted = wanted.where(Happening.challenge_id.is_(None), Happening.question_id.is_(None))
    rows = db.session.execute(wanted.order_by(Happening.told_from)).tuples()
    return [(sides, PutOut(Way.FOLLOWERS, day)) for sides, day in rows]


def one_call_at_a_time() -> None:
    """Holds the first happening: of two calls that are spread at once, the second sees whom the first asked."""
    db.session.execute(select(Happening.id).where(Happening.what == What.START).limit(1).with_for_update())


def delete_calls_before(moment: datetime) -> int:
    """Removes what was put out before this moment, with who was told of it."""
    wanted = Happening.what == What.CALL, Happening.found_at < moment
    return number_of(db.session.execute(delete(Happening).where(*wanted)))


know_put_out(gaps_put_out)
