"""Telling people what happened: everything of one person in one mail, written at most once a day.

That leaves in the mail of the day of their address, with whatever else they hear: see `app/core/mail_days.py`.

A mail is written together with the note of what stands in it, in one transaction: a worker that stops in between leaves
neither. What it names is looked at when it is written, and once more when it leaves (`written_anew`): what was taken
back or made stricter since drops out, and is not told later.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from app.core import clock
from app.core.clock import midnight, months_after
from app.core.database import db
from app.core.deal import deal
from app.core.destruction import destroyed
from app.core.outbox import Email, bounced_among, post_all
from app.core.wording import in_language
from app.following import messages, queries
from app.following.models import Follower, Pace, Telling, What
from app.following.operations.looking import look
from app.following.shown import Held, Shown
from app.following.words import title
from app.stocktaking.permissions import may_take_stock

AT_A_TIME = 200  # followers
MOST_IN_A_MAIL = 20
HOUR = timedelta(hours=1)

Looked = dict[int, Shown | None]  # by happening, within one round of the job


def tell_some(after: int, moment: datetime, looked: Looked) -> tuple[int | None, int]:
    """Tells the next followers for whom something waits: the last of them, and how many got a mail. None: all done."""
    with db.session.no_autoflush:  # everything of a batch is written at its end, at once
        return tell_batch(after, moment, looked)


def tell_batch(after: int, moment: datetime, looked: Looked) -> tuple[int | None, int]:
    found = queries.followers_to_look_at(after, moment, moment + 2 * HOUR, AT_A_TIME)
    if not found:
        return None, 0
    had = queries.told_on([follower.id for follower in found], clock.local(moment).date())
    bounced = bounced_among(follower.address for follower in found)
    waiting = queries.waiting_for([follower.id for follower in found])
    letters: list[dict[str, str]] = []
    for follower in found:
        follower.look_at = (moment + HOUR).replace(minute=0, second=0, microsecond=0)
        if follower.id in had or follower.quiet.holds(moment):
            continue
        letter = tell(follower, waiting.get(follower.id, []), moment, looked)
        if letter is not None:
            letters += [letter] if follower.address not in bounced else []
    post_all(letters)
    db.session.flush()
    return found[-1].id, len(letters)


def tell(
    follower: Follower, waiting: Sequence[Telling], moment: datetime, looked: Looked
) -> dict[str, str] | None:
    """The mail about what somebody is told now; None when it is not the time, or when there is nothing."""
    held = []
    for telling in waiting:
        one = held_by(follower, telling, looked)
        if one is None:
            telling.told_at = moment  # it is not told later either
        else:
            held.append(one)
    if not any(one.is_due(moment) for one in held):
        return None
    going = [one for one in held if one.pace is not Pace.WEEKLY or one.is_due(moment)]
    key = messages.key_of(follower)
    for one in going:
        one.telling.told_at, one.telling.mail_key = moment, key
    return messages.digest(follower, in_order(going, follower)[:MOST_IN_A_MAIL], len(going) - MOST_IN_A_MAIL, key)


def held_by(follower: Follower, telling: Telling, looked: Looked) -> Held | None:
    if telling.happening_id not in looked:
        looked[telling.happening_id] = look(telling.happening_id)
    shown = looked[telling.happening_id]
    if shown is None or shown.is_own(follower) or not may_hear(follower, shown):
        return None
    why = [follow for follow in follower.follows if follow.confirmed_at and shown.targets.are_of(follow)]
    return Held(telling, shown, why) if why else None


def may_hear(follower: Follower, shown: Shown) -> bool:
    """Whether they take calls; and of what only members hear, whether they are one at this moment."""
    if shown.is_for_members:
        return follower.user is not None and may_take_stock(follower.user)
    return shown.what is not What.CALL or follower.takes_calls


def in_order(held: Sequence[Held], follower: Follower) -> list[Held]:
    """By what happened and then by title: never by when, which would tell more than the site does."""
    with in_language(follower.speaks):
        return sorted(held, key=lambda one: (list(What).index(one.shown.what), title(one.shown)))


def written_anew(email: Email) -> tuple[str, str] | None:
    """The subject and the text of a mail as they may be now, right before it leaves; None when nothing is left."""
    follower = queries.follower_by_id(messages.follower_in(email.key))
    if follower is None:
        return None
    looked: Looked = {}
    found = (held_by(follower, telling, looked) for telling in queries.told_in(email.key))
    held = in_order([one for one in found if one is not None], follower)
    if not held:
        return None
    return messages.letter(follower, held[:MOST_IN_A_MAIL], len(held) - MOST_IN_A_MAIL)


def messages_of(follower: Follower, most: int = 50) -> list[Held]:
    """What somebody was told, as everybody can read it now; what cannot be read any more is left out."""
    looked: Looked = {}
    found = (held_by(follower, telling, looked) for telling in queries.told_lately(follower, most))
    return [one for one in found if one is not None]


def forget_told() -> int:
    """Deletes who was told what `message_months` ago; how many."""
    before = midnight(months_after(clock.today(), -deal().message_months))
    told = queries.delete_told_before(before)
    destroyed("answerer_telling", queries.delete_answerers_told_before(before), "message_months")
    destroyed("call", queries.delete_calls_before(before), "message_months")
    return destroyed("telling", told, "message_months")
