"""Finding what happened, apart from the requests in which it happened, and putting it before who follows it.

Of a story that was shared without a name nothing may tell its day: whoever knows on which day a colleague was busy with
a form, could guess whose it is. The site itself shows the month. So such a story waits until the Monday of a next week,
and is told to everybody who followed before that Monday: also who began to follow later that week than others sees no
difference.
"""

from datetime import date, datetime, timedelta
from typing import Any

from app.challenges.models import Challenge, ChallengeStatus
from app.core import clock
from app.core.clock import local, midnight, months_after
from app.core.database import db
from app.core.outbox import take_back
from app.following import queries
from app.following.messages import KIND
from app.following.models import ALONG, Happening, What, mark_with
from app.following.operations.calling import spread_call
from app.following.operations.looking import NEWS, look
from app.following.paces import monday_after, monday_of
from app.stocktaking.queries.came_along import came_along_since, came_from

LOOKS_BACK = timedelta(days=60)  # what is older is no news, also after a long standstill
CLOSES_WITHIN = timedelta(days=7)
CAME_ALONG = {news: what for what, news in NEWS.items()}


def find() -> int:
    """Notes what happened since the last time, each thing once; how much. The first time everything counts as known."""
    today, moment = clock.today(), clock.now()
    found = [*of_challenges(today), *of_questions(moment), *of_what_came_along(moment)]
    found += [*of_quotes(today), *of_stories(today), *of_links(today)]
    known = queries.known_marks([row["mark"] for row in found])
    rows = [complete(row, today, moment) for row in found if row["mark"] not in known]
    if not queries.has_begun():
        rows = [row | {"spread_at": moment} for row in rows]
        rows.append(complete({"mark": "start", "what": What.START, "spread_at": moment}, today, moment))
    queries.keep_found(rows)
    return len(rows)


def complete(row: dict[str, Any], today: date, moment: datetime) -> dict[str, Any]:
    empty = {"challenge_id": None, "question_id": None, "contribution_id": None, "spread_at": None, "of_a_week": False}
    return empty | {"found_at": moment, "told_from": today} | row


def of_challenges(today: date) -> list[dict[str, Any]]:
    return [
        {"mark": mark_with(what, challenge), "what": what, "challenge_id": challenge.id}
        for challenge in queries.readable_challenges()
        for what in happened_to(challenge, today)
    ]


def happened_to(challenge: Challenge, today: date) -> list[What]:
    """What can be said of a challenge that everybody can read, as it stands today."""
    since = today - LOOKS_BACK
    if challenge.status is ChallengeStatus.CLOSED:
        closed = challenge.closed_at is not None and local(challenge.closed_at).date() >= since
        left = [What.QUESTION_REMAINS] if challenge.remaining_question else []
        return [What.CHALLENGE_CLOSED, *left] if closed else []
    if challenge.closes_on is not None and challenge.closes_on < today:
        return [What.CHALLENGE_PAST] if challenge.closes_on >= since else []
    published = local(challenge.published_at).date() if challenge.published_at else today
    is_new = max(published, challenge.visible_from or date.min) >= since
    closes = challenge.closes_on is not None and challenge.closes_on <= today + CLOSES_WITHIN
    replied = challenge.replied_at is not None and local(challenge.replied_at).date() >= since
    found = {What.CHALLENGE_PUBLISHED: is_new, What.ROUND_ANSWERED: replied, What.CHALLENGE_CLOSES: closes}
    return [what for what, holds in found.items() if holds]


def of_questions(moment: datetime) -> list[dict[str, Any]]:
    """Each step once; that a question was published once and for all, however often it was taken back."""
    found = {}
    for question_id, step, step_id in queries.question_steps_since(moment - LOOKS_BACK):
        what = queries.QUESTION_STEPS[step]
        step_of = "" if what is What.QUESTION_PUBLISHED else f":{step_id}"
        mark = f"{what.value}:{question_id}{step_of}"
        found[mark] = {"mark": mark, "what": what, "question_id": question_id}
    return list(found.values())


def of_what_came_along(moment: datetime) -> list[dict[str, Any]]:
    """With a question that went up in another one: who follows that one hears of it, and once only."""
    return [
        {"mark": f"{what.value}:{came.into_id}{ALONG}{came.key}", "what": what, "question_id": came.into_id}
        for came in came_along_since(moment - LOOKS_BACK)
        for what in [CAME_ALONG[came.what]]
    ]


def of_quotes(today: date) -> list[dict[str, Any]]:
    """That experiences came to lie under a question, once a week: no day tells when its contributor was busy."""
    since = monday_of(today) - timedelta(days=7)
    found = {}
    for question_id, moment in queries.quotes_since(midnight(since)):
        monday = monday_after(local(moment).date())
        mark = f"{What.QUESTION_USES.value}:{question_id}:{monday}"
        row = {"mark": mark, "what": What.QUESTION_USES, "question_id": question_id}
        found[mark] = row | {"told_from": monday, "of_a_week": True}
    return list(found.values())


def of_stories(today: date) -> list[dict[str, Any]]:
    found = []
    for contribution_id, is_named in queries.new_stories(months_after(today.replace(day=1), -1)):
        row = {"mark": f"story_visible:{contribution_id}", "what": What.STORY_VISIBLE}
        found.append(row | {"contribution_id": contribution_id} | week_of(is_named, today))
    return found


def of_links(today: date) -> list[dict[str, Any]]:
    """Each story with each challenge once and for all, however often it was taken away and put back.

    Its contributor may have put it there: of one without a name the day is not told, as with the story itself.
    """
    found = []
    for challenge_id, contribution_id, is_named in queries.links_since(midnight(today - LOOKS_BACK)):
        mark, which = f"{challenge_id}:{contribution_id}", {"challenge_id": challenge_id}
        row = {"mark": f"{What.STORY_LINKED.value}:{mark}", "what": What.STORY_LINKED}
        found.append(row | which | {"contribution_id": contribution_id} | week_of(is_named, today))
    return found


def week_of(is_named: bool, today: date) -> dict[str, Any]:
    """From when something of a story may be told: of one without a name on the Monday of a next week."""
    return {} if is_named else {"told_from": monday_after(today), "of_a_week": True}


def spread() -> int:
    """Puts what may be told from today before everybody who follows it; how many times somebody will hear something."""
    today, count = clock.today(), 0
    for happening in queries.to_spread(today):
        shown = look(happening.id)
        if shown is not None and happening.call is not None:
            count += spread_call(happening, happening.call, shown.targets)
        elif shown is not None:
            before = midnight(monday_of(today)) if happening.of_a_week else after(happening.found_at)
            among = queries.for_whom(happening, shown.is_for_members, told_there(happening))
            count += queries.put_before(happening, shown.targets, before, among)
            count += queries.put_before_answerers(happening, shown.outcome_of) if shown.outcome_of else 0
        happening.spread_at = clock.now()
        db.session.flush()
    return count


def told_there(happening: Happening) -> set[int]:
    """The questions by which people heard already what came along from there."""
    key = happening.came_along
    return came_from(NEWS[happening.what], key)[0] if key is not None else set()


def after(moment: datetime) -> datetime:
    """Just after: who followed at that very moment hears of it."""
    return moment + timedelta(microseconds=1)


def pass_over() -> None:
    """Counts everything of before as told: after an older backup was put back, nobody hears again what they heard.

    What happened since that backup is gone with it; what waited in it may have left.
    """
    find()
    queries.pass_over_waiting(clock.now())
    queries.pass_over_answerers(clock.now())
    take_back(KIND)
