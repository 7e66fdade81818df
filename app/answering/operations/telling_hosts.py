"""Hosts hear that there are new answers, and once of each that waits too long: on a working day, in one message.

Of each answer is kept that they heard it. So after a standstill, or when the clock went forward and back, they get
one message and none twice. Of a story without a name they hear from the Monday after it came: see `Arrival`. That a
story was put with their challenge, or that somebody asks something there, is news as well, and nothing that can wait
too long. Nor can what came into view after the challenge closed, as the desk was still reading it: that is new.

Of a story that was put there they hear once that can be undone no more. What the mail says is looked at again when it
leaves: what went since, or had its reaction, is not told.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from app.accounts.models import User
from app.answering import messages, queries
from app.answering.models import HostNews, ToldHosts
from app.answering.permissions import UNDO, may_host
from app.answering.queries import Arrived, Told
from app.challenges.models import Challenge, ChallengeStatus
from app.contributions.permissions.conversation import is_asking
from app.core import clock
from app.core.database import db
from app.core.outbox import Email
from app.core.quiet import is_decent


def tell_hosts() -> int:
    """The message of the day, one for each host; how many answers it was about."""
    today = clock.today()
    if not is_decent(clock.now()):
        return 0
    waiting, told_today = [one for one in unreacted() if not can_be_undone(one)], queries.told_about_on(today)
    found = queries.hosted({one.challenge_id for one in waiting} | told_today)
    had_theirs = {host.user_id for challenge in found if challenge.id in told_today for host in challenge.hosts}
    free = (challenge for challenge in found if had_theirs.isdisjoint(host.user_id for host in challenge.hosts))
    heard, asking = queries.hosts_heard(), {challenge.id: challenge for challenge in free}
    news = [told for told in news_among(waiting, asking, today) if told not in heard]
    for user, challenges in hosts_of(found, {challenge for challenge, _story, _what in news}).items():
        messages.answers_wait(user, [waits_at(challenge, user, news, waiting) for challenge in challenges], today)
    for challenge_id, story, what in news:
        db.session.add(ToldHosts(challenge_id=challenge_id, contribution_id=story, what=what, on=today))
    db.session.flush()
    return len({told[:2] for told in news})


def written_anew(email: Email) -> tuple[str, str] | None:
    """The subject and the text as they may be now, right before it leaves; None when nothing of it waits any more."""
    whom, day = messages.whom_and_when(email.key)
    heard = queries.hosts_heard(day)
    waiting = unreacted({challenge for challenge, _story, _what in heard})
    found = {challenge.id: challenge for challenge in queries.hosted({one.challenge_id for one in waiting})}
    today = max(day, clock.today())  # a clock that went back since makes nothing of it less true
    news = [told for told in news_among(waiting, found, today) if told in heard]
    for user, challenges in hosts_of(found.values(), {challenge for challenge, _story, _what in news}).items():
        if user.public_id == whom:
            return messages.letter(user, [waits_at(challenge, user, news, waiting) for challenge in challenges])[:2]
    return None


def unreacted(among: Collection[int] | None = None) -> list[Arrived]:
    """What others said, to all challenges or `among` these (ids), that nobody reacted to yet."""
    return [one for one in queries.arrived(among=among) if one.reacted_at is None]


def can_be_undone(one: Arrived) -> bool:
    """Whether whoever put it there by mistake has time left to undo that."""
    return one.is_linked and one.arrival.published_at > clock.now() - UNDO


def news_among(waiting: Iterable[Arrived], challenges: Mapping[int, Challenge], today: date) -> list[Told]:
    at_hand = [(one, challenges[one.challenge_id]) for one in waiting if one.challenge_id in challenges]
    return [told for one, challenge in at_hand for told in news_of(one, challenge, today)]


def news_of(one: Arrived, challenge: Challenge, today: date) -> Iterable[Told]:
    """What there is to hear of an answer today, whether or not it was heard before.

    To what was in view when its challenge closed the note was the reaction.
    """
    is_closed = challenge.status is ChallengeStatus.CLOSED
    if is_closed and not (challenge.closed_at and one.arrival.came_after(challenge.closed_at)):
        return
    if one.arrival.counts_from <= today:
        yield one.challenge_id, one.contribution_id, HostNews.NEW
    if one.arrival.react_by < today and one.has_term and not is_closed:
        yield one.challenge_id, one.contribution_id, HostNews.OVERDUE


def waits_at(challenge: Challenge, user: User, news: Iterable[Told], waiting: Iterable[Arrived]) -> messages.WaitsAt:
    theirs = [told for told in news if told[0] == challenge.id]
    overdue = {story for _challenge, story, what in theirs if what is HostNews.OVERDUE}
    heard = {story for _challenge, story, _what in theirs} - overdue
    new = [one for one in waiting if one.challenge_id == challenge.id and one.contribution_id in heard]
    answers = [one for one in new if one.has_term]
    questions, is_closed = sum(one.is_question for one in new), challenge.status is ChallengeStatus.CLOSED
    open_to = queries.may_be_asked(challenge, user) if is_asking(challenge.status) else {}
    return messages.WaitsAt(
        challenge,
        new=len(answers),
        overdue=len(overdue),
        linked=len(new) - len(answers) - questions,
        questions=questions,
        react_by=None if is_closed else min((one.arrival.react_by for one in answers), default=None),
        is_closed=is_closed,
        may_be_asked=not open_to.keys().isdisjoint(heard | overdue),
    )


def hosts_of(found: Iterable[Challenge], wanted: set[int]) -> dict[User, list[Challenge]]:
    """Who runs these challenges now, each with theirs: a host whose role ended hears nothing."""
    hosts: dict[User, list[Challenge]] = {}
    for challenge in found:
        for host in challenge.hosts if challenge.id in wanted else ():
            if may_host(host.user, challenge):
                hosts.setdefault(host.user, []).append(challenge)
    return hosts
