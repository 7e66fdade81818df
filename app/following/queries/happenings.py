"""What happened that everybody can read, what was found before, and what waits to be told."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, literal, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import joinedload, selectinload

from app.accounts.models import Visitor
from app.answering.permissions import UNDO
from app.answering.queries import answering
from app.challenges.models import Challenge
from app.challenges.permissions import visible_to as challenge_visible_to
from app.challenges.queries import public_challenges
from app.contributions.models import Audience, CallbackAddress, Contribution, Listing, NewsAddress
from app.core import clock
from app.core.clock import midnight
from app.core.database import Base, db, is_sqlite, number_of
from app.following.models import Follow, Follower, Happening, Telling, What
from app.following.permissions import GOES_ALONG
from app.following.targets import Targets
from app.stocktaking.models import Evidence, Question, QuestionChange, Statement
from app.stocktaking.permissions import for_everybody, in_view

QUESTION_STEPS = {
    "published": What.QUESTION_PUBLISHED,
    "owner_accepted": What.QUESTION_OWNER,
    "answer_signed": What.QUESTION_ANSWERED,
    "decided": What.QUESTION_DECIDED,
}


def unless_known(model: type[Base]) -> Any:
    """An insert that passes over what is there already: two workers may find the same at the same moment."""
    make = sqlite.insert if is_sqlite() else postgresql.insert
    return make(model).on_conflict_do_nothing()


def has_begun() -> bool:
    return db.session.scalar(select(Happening.id).where(Happening.what == What.START).limit(1)) is not None


def known_marks(marks: Collection[str]) -> set[str]:
    return set(db.session.scalars(select(Happening.mark).where(Happening.mark.in_(marks))))


def readable_challenges() -> Sequence[Challenge]:
    return public_challenges()


def question_steps_since(moment: datetime) -> Sequence[tuple[int, str, int]]:
    """The steps of questions that everybody can read which are news: question, step and id, oldest first.

    What came of one that went up in another one just before anybody looked is news all the same.
    """
    came = [step for step, what in QUESTION_STEPS.items() if what in GOES_ALONG]
    read = or_(for_everybody(), and_(in_view(Question), QuestionChange.what.in_(came)))
    wanted = read, QuestionChange.what.in_(QUESTION_STEPS), QuestionChange.at >= moment
    steps = select(QuestionChange.question_id, QuestionChange.what, QuestionChange.id)
    return db.session.execute(steps.join(Question).where(*wanted).order_by(QuestionChange.id)).tuples().all()


def quotes_since(moment: datetime) -> Sequence[tuple[int, datetime]]:
    """Under which questions that everybody can read something was quoted, and when. Of what, is not looked at here."""
    rows = select(Statement.question_id, Evidence.added_at).join(Statement).join(Question)
    return db.session.execute(rows.where(for_everybody(), Evidence.added_at >= moment)).tuples().all()


def quoted_between(question: Question, first: datetime, last: datetime) -> set[int]:
    """Which stories were quoted under it from the first moment on, and before the last one."""
    rows = select(Evidence.contribution_id).join(Statement).where(Statement.question_id == question.id)
    return set(db.session.scalars(rows.where(Evidence.added_at >= first, Evidence.added_at < last)))


def new_stories(month: date) -> Sequence[tuple[int, bool]]:
    """The stories on the public list since this month that were not found before, and whether each shows its name."""
    found = select(Happening.contribution_id).where(Happening.what == What.STORY_VISIBLE)
    wanted = (
        Listing.audience == Audience.PUBLIC,
        Listing.gone.is_(False),
        Listing.month >= month,
        Listing.contribution_id.not_in(found),
    )
    rows = select(Contribution.id, shows_name().label("named"))
    rows = rows.join(Listing, Listing.contribution_id == Contribution.id)
    return db.session.execute(rows.where(*wanted).order_by(Contribution.id)).tuples().all()


def shows_name() -> ColumnElement[bool]:
    return Contribution.names_organisation.is_(True) & Contribution.confirmed_at.is_not(None)


def links_since(moment: datetime) -> Sequence[tuple[int, int, bool]]:
    """Which experiences were put with which challenges that everybody reads, and whether each shows its name.

    Not what can still be undone: whoever put it there by mistake has that time.
    """
    found = answering().subquery()
    rows = select(found.c.challenge_id, found.c.contribution_id, shows_name().label("named"))
    rows = rows.join(Contribution, Contribution.id == found.c.contribution_id)
    rows = rows.join(Challenge, Challenge.id == found.c.challenge_id)
    is_news = found.c.linked_at >= moment, found.c.linked_at <= clock.now() - UNDO
    wanted = *is_news, found.c.is_question.is_(False), challenge_visible_to(Visitor())
    order = found.c.challenge_id, found.c.contribution_id
    return db.session.execute(rows.where(*wanted).order_by(*order)).tuples().all()


def is_linked_answer(challenge: Challenge, story: Contribution) -> bool:
    """Whether it was put with this challenge and stands there now, as an answer of others that everybody reads."""
    found = answering(challenge).subquery()
    wanted = found.c.contribution_id == story.id, found.c.linked_at.is_not(None), found.c.is_question.is_(False)
    return db.session.execute(select(found.c.contribution_id).where(*wanted)).first() is not None


def keep_found(rows: Sequence[dict[str, Any]]) -> None:
    if rows:
        db.session.execute(unless_known(Happening), list(rows))


def to_spread(day: date) -> Sequence[Happening]:
    """What may be told from this day on and was put before nobody yet; no other worker does so meanwhile."""
    wanted = Happening.spread_at.is_(None), Happening.told_from <= day
    rows = select(Happening).where(*wanted).order_by(Happening.id).with_for_update(of=Happening, skip_locked=True)
    return db.session.scalars(rows).all()


def following(targets: Targets) -> ColumnElement[bool] | None:
    """Who follows one of these; None where there is nothing to follow."""
    conditions = [
        Follow.challenge_id == targets.challenge_id if targets.challenge_id is not None else None,
        Follow.question_id.in_(targets.question_ids) if targets.question_ids else None,
        Follow.term_id.in_(targets.term_ids) if targets.term_ids else None,
        Follow.country_part == targets.country_part if targets.country_part is not None else None,
    ]
    matching = [condition for condition in conditions if condition is not None]
    return or_(*matching) if matching else None


def put_before(
    happening: Happening, targets: Targets, before: datetime, among: ColumnElement[bool] | None = None
) -> int:
    """Lets it wait for everybody (of `among`) who followed it before this moment, in one statement however many."""
    follows = following(targets)
    if follows is None:
        return 0
    wanted = [follows, Follow.confirmed_at.is_not(None), Follow.confirmed_at < before]
    wanted += [among] if among is not None else []
    columns = Follow.follower_id, literal(happening.id), literal(clock.now(), Telling.waits_since.type), literal("")
    rows = select(*columns).where(*wanted).distinct()
    names = ["follower_id", "happening_id", "waits_since", "mail_key"]
    count = number_of(db.session.execute(unless_known(Telling).from_select(names, rows)))
    waiting = select(Telling.follower_id).where(Telling.happening_id == happening.id)
    look_again = update(Follower).where(Follower.id.in_(waiting)).values(look_at=None)
    db.session.execute(look_again.execution_options(synchronize_session=False))
    return count


def for_whom(happening: Happening, for_members: bool, told_there: Collection[int]) -> ColumnElement[bool] | None:
    """Of whoever follows it: who has an account, when it is for members; and who did not hear it with one of these
    questions. Everybody otherwise. Which roles somebody has is looked at when they are told.
    """
    if for_members:
        return Follow.follower_id.in_(select(Follower.id).where(Follower.user_id.is_not(None)))
    if not told_there:
        return None
    same = Happening.what == happening.what, Happening.question_id.in_(told_there), Happening.id != happening.id
    return Follow.follower_id.not_in(select(Telling.follower_id).join(Telling.happening).where(*same))


def happening_whole(happening_id: int) -> Happening:
    """With everything that decides whether it may be told; read anew."""
    shown = (
        joinedload(Happening.challenge).selectinload(Challenge.terms),
        joinedload(Happening.question).joinedload(Question.merge),
        joinedload(Happening.contribution).selectinload(Contribution.steps),
        joinedload(Happening.call),
    )
    wanted = select(Happening).where(Happening.id == happening_id).options(*shown)
    return db.session.scalars(wanted.execution_options(populate_existing=True)).unique().one()


def public_listing(contribution_ids: Collection[int]) -> Sequence[Listing]:
    wanted = Listing.audience == Audience.PUBLIC, Listing.contribution_id.in_(contribution_ids), Listing.gone.is_(False)
    return db.session.scalars(select(Listing).where(*wanted)).all()


def addresses_of_contributor(story: Contribution) -> set[str]:
    """Where whoever shared it can be reached: they hear of their own story in another way."""
    found = [story.author.email] if story.author is not None else []
    for model in (NewsAddress, CallbackAddress):
        found += db.session.scalars(select(model.email).where(model.contribution_id == story.id))
    return {address.lower() for address in found if address}


def followers_to_look_at(after: int, moment: datetime, too_late: datetime, size: int) -> Sequence[Follower]:
    """The next followers for whom something waits; no other worker looks at them meanwhile.

    An hour to look again that lies too far ahead was noted by a clock that ran ahead.
    """
    waits = select(Telling.follower_id).where(Telling.told_at.is_(None), Telling.follower_id > after)
    its_time = or_(Follower.look_at.is_(None), Follower.look_at <= moment, Follower.look_at > too_late)
    rows = select(Follower).where(Follower.id > after, Follower.id.in_(waits), its_time)
    shown = selectinload(Follower.user), selectinload(Follower.follows)
    locked = rows.options(*shown).order_by(Follower.id).limit(size).with_for_update(of=Follower, skip_locked=True)
    return db.session.scalars(locked.execution_options(populate_existing=True)).all()


def waiting_for(follower_ids: Collection[int]) -> dict[int, list[Telling]]:
    """What waits to be told, by follower."""
    wanted = Telling.follower_id.in_(follower_ids), Telling.told_at.is_(None)
    found: dict[int, list[Telling]] = {}
    for telling in db.session.scalars(select(Telling).where(*wanted).order_by(Telling.happening_id)):
        found.setdefault(telling.follower_id, []).append(telling)
    return found


def told_on(follower_ids: Collection[int], day: date) -> set[int]:
    """For whom of these a mail was written on this day."""
    at = Telling.told_at >= midnight(day), Telling.told_at < midnight(day + timedelta(days=1))
    wanted = Telling.follower_id.in_(follower_ids), Telling.mail_key != "", *at
    return set(db.session.scalars(select(Telling.follower_id).where(*wanted).distinct()))


def told_in(mail_key: str) -> Sequence[Telling]:
    return db.session.scalars(select(Telling).where(Telling.mail_key == mail_key)).all()


def told_lately(follower: Follower, most: int) -> Sequence[Telling]:
    """What somebody was told in a mail, the latest first."""
    wanted = Telling.follower_id == follower.id, Telling.mail_key != "", Telling.told_at.is_not(None)
    order = Telling.told_at.desc(), Telling.happening_id
    return db.session.scalars(select(Telling).where(*wanted).order_by(*order).limit(most)).all()


def pass_over_waiting(moment: datetime) -> None:
    """Whatever waits counts as told."""
    spread = update(Happening).where(Happening.spread_at.is_(None)).values(spread_at=moment)
    told = update(Telling).where(Telling.told_at.is_(None)).values(told_at=moment)
    for change in (spread, told):
        db.session.execute(change.execution_options(synchronize_session=False))


def delete_told_before(moment: datetime) -> int:
    """Removes what was told before this moment. What happened stays known."""
    return number_of(db.session.execute(delete(Telling).where(Telling.told_at < moment)))
