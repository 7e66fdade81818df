"""That something was said: whoever it is for hears it, where they may be reached, and never what or about which story.

One mail in so many hours for each conversation and each side. What comes sooner waits for the job, which mails when it
is still unseen by then. So nothing is a flood, and nothing is lost.
"""

from datetime import datetime, timedelta

from app.contributions import messages, queries
from app.contributions.models import Contribution, Conversation, Reading, Remark, Side
from app.contributions.operations.contact import kind_of_mail, mail_news
from app.contributions.permissions import may_read_at_the_desk
from app.contributions.permissions.conversation import has_arrived, is_running, may_read_as_host
from app.contributions.queries import Said
from app.core import clock
from app.core.database import db
from app.core.wording import lazy

MAIL_EVERY = timedelta(hours=12)


def readings_that_count(contribution: Contribution) -> list[Reading]:
    """The readings by people who are still of the desk."""
    return [reading for reading in contribution.readings if may_read_at_the_desk(reading.reader)]


def tell_contributor_of(conversation: Conversation, subject: object) -> None:
    """Tells the contributor that it is their turn to read, unless they were told a short while ago."""
    if is_due(conversation.contributor_told_at):
        conversation.contributor_told_at = clock.now()
        write_to_contributor(conversation.contribution, subject)
        db.session.flush()


def write_to_contributor(contribution: Contribution, subject: object) -> None:
    """By account, call-back address and news address, whichever there are; the same address once."""
    reached = set()
    if contribution.author is not None:
        messages.your_turn(contribution.author, subject, contribution.public_id)
        reached.add(contribution.author.email)
    callback, news = queries.callback_address_of(contribution), queries.news_address_of(contribution)
    if callback is not None and callback.email and callback.email not in reached:
        messages.news(callback.email, subject, "", kind_of_mail("callback", contribution), contribution.language)
        reached.add(callback.email)
    if news is not None and news.email and news.confirmed_at is not None and news.email not in reached:
        mail_news(contribution, news, subject)


def tell_desk_of(conversation: Conversation, subject: object) -> None:
    """Tells whoever reads the text; as long as nobody does, the whole desk."""
    if is_due(conversation.other_told_at):
        conversation.other_told_at = clock.now()
        readers = [reading.reader for reading in readings_that_count(conversation.contribution)]
        if readers:
            messages.to_desk(subject, readers)
        else:
            messages.tell_desk(subject)
        db.session.flush()


def tell_hosts_of(conversation: Conversation) -> None:
    """Tells the hosts who may read it at this moment, whoever they were when they asked."""
    challenge = conversation.challenge
    if challenge is not None and is_due(conversation.other_told_at):
        hosts = [host.user for host in challenge.hosts if may_read_as_host(host.user, conversation)]
        conversation.other_told_at = clock.now()
        messages.to_hosts(hosts, challenge)
        db.session.flush()


def is_due(told_at: datetime | None) -> bool:
    return told_at is None or told_at <= clock.now() - MAIL_EVERY


def tell_what_waits() -> int:
    """Mails what could not be mailed at once, when it is still unseen; how many sides were told."""
    count = 0
    for found in queries.not_told_yet():
        conversation = found.conversation
        if not is_running(conversation.contribution, conversation):
            continue
        if waits(found.remarks, conversation.contributor_saw_at, conversation.contributor_told_at, False):
            count += is_due(conversation.contributor_told_at)
            tell_contributor_of(conversation, lazy("There is a message for you"))
        if waits(arrived(found), conversation.other_saw_at, conversation.other_told_at, True):
            count += is_due(conversation.other_told_at)
            tell_other_of(conversation)
    return count


def arrived(found: Said) -> list[Remark]:
    """What the other side can read of it by now; a host nothing before the day after it was allowed (again)."""
    if found.conversation.side is Side.DESK:
        return found.remarks
    return list(filter(has_arrived, found.remarks)) if found.conversation.shows_to_host else []


def tell_other_of(conversation: Conversation) -> None:
    if conversation.side is Side.HOST:
        tell_hosts_of(conversation)
    else:
        tell_desk_of(conversation, lazy("A contributor has answered or changed something"))


def waits(
    remarks: list[Remark], saw_at: datetime | None, told_at: datetime | None, from_contributor: bool
) -> bool:
    """Whether the other one said something that this side neither saw nor was told of."""
    since = max((moment for moment in (saw_at, told_at) if moment is not None), default=None)
    theirs = [remark.at for remark in remarks if remark.from_contributor is from_contributor]
    return bool(theirs) and (since is None or theirs[-1] > since)
