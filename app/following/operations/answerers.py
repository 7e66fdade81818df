"""Whoever answered a challenge hears of its closing note, and of what came of it: once each, in the mail of the day.

It goes to the contributor of the answer and to nobody else, and no mail names the challenge or the story: a mailbox
must not tell who answered what. What they follow they hear of in that way, and not once more in this one.
"""

from app.accounts.models import Visitor
from app.contributions.models import Contribution
from app.contributions.operations.daily_news import StoryNews, receivers_of, tell_of_the_day
from app.contributions.permissions import may_view
from app.core import clock
from app.core.clock import local
from app.core.database import db
from app.core.wording import lazy
from app.following import queries
from app.following.models import AnswererTelling, What
from app.following.operations.following import mark_of
from app.following.operations.looking import look
from app.following.operations.telling import Looked
from app.following.shown import Shown

FROM_HOUR = 16  # o'clock: with what they hear of how their answer was received
AT_A_TIME = 500
CLOSED = lazy("The challenge that you answered was closed. The municipality says what it takes along, and what not")
CAME = lazy("Somebody tells what came of the challenge that you answered")
CLOSED_THERE = lazy("A challenge that your story stands with was closed. The municipality says what it takes along")
CAME_THERE = lazy("Somebody tells what came of a challenge that your story stands with")
LINES: dict[tuple[What, bool], object] = {
    (What.CHALLENGE_CLOSED, False): CLOSED,
    (What.STORY_VISIBLE, False): CAME,
    (What.CHALLENGE_CLOSED, True): CLOSED_THERE,
    (What.STORY_VISIBLE, True): CAME_THERE,
}


def tell_answerers() -> int:
    """The mail of the day, from FROM_HOUR; of how many stories. Who had one today already hears it tomorrow."""
    if local(clock.now()).hour < FROM_HOUR:
        return 0
    looked: Looked = {}
    found: dict[int, tuple[Contribution, list[AnswererTelling], list[object]]] = {}
    for telling in queries.answerers_to_tell(AT_A_TIME):
        line = line_of(telling, looked)
        if line is None:
            telling.told_at = clock.now()  # it is not told later either
            continue
        _story, tellings, lines = found.setdefault(telling.contribution_id, (telling.contribution, [], []))
        tellings.append(telling)
        lines += [line] if line not in lines else []
    told = tell_of_the_day([StoryNews(story, lines) for story, _tellings, lines in found.values()])
    for key in told:
        for telling in found[key][1]:
            telling.told_at = clock.now()
    db.session.flush()
    return len(told)


def line_of(telling: AnswererTelling, looked: Looked) -> object | None:
    """What they hear; None when it does not hold any more, is their own, or reaches them in another way."""
    if telling.happening_id not in looked:
        looked[telling.happening_id] = look(telling.happening_id)
    shown, story = looked[telling.happening_id], telling.contribution
    challenge_id = shown.outcome_of if shown is not None else None
    if shown is None or challenge_id is None or story.status in queries.OVER or is_told_otherwise(telling, shown):
        return None
    is_linked = story.challenge_id != challenge_id
    if is_linked and not (queries.stands_with(story, challenge_id) and may_view(Visitor(), story)):
        return None
    return LINES[(shown.what, is_linked or not story.is_experience)]  # who asked something gave no answer


def is_told_otherwise(telling: AnswererTelling, shown: Shown) -> bool:
    """Whether there is nobody to mail, whether they tell it themselves, or whether they follow it as well.

    With nobody to mail it stands on their own page, and nobody is mailed later for what is old then.
    """
    found = receivers_of(telling.contribution)
    if found.account is None and found.address is None:
        return True
    own = found.account is not None and found.account.id == shown.author_id
    addresses = [one.email for one in (found.account, found.address) if one is not None]
    if own or any(address.lower() in shown.contributors for address in addresses):
        return True
    followers = [queries.follower_of(found.account) if found.account else None]
    followers += [queries.follower_at(mark_of(found.address.email)) if found.address else None]
    return any(one is not None and queries.hears_as_follower(one, telling.happening_id) for one in followers)
