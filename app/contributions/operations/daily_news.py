"""News that can wait: whoever asked for it, or shared it with an account, gets at most one mail a day about it.

A mail to an address is about one story, also when the same address was left with another one: two stories never stand
in one mail, so nobody who reads it, here or in a mailbox that is shared, sees that they belong together. The other
one waits until tomorrow. An account has one mail for all its stories, and a message in the inbox for each.

When a mail leaves is decided in `app/core/mail_days.py`; here it is decided when news is written. News that would have
to wait a day is written tomorrow, when it is looked at anew whether it still holds: of what lies in the
outbox only is looked whether its reader still wants it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.accounts.models import Person, User
from app.contributions import messages, queries
from app.contributions.models import Contribution, NewsAddress, ToldToday
from app.contributions.operations.contact import kind_of_mail, news_token
from app.contributions.operations.news_mail import Stops, kind_of_news_mail, stop_token
from app.core import clock
from app.core.database import db
from app.core.security import fingerprint


@dataclass(frozen=True)
class StoryNews:
    """What there is to hear about one story: lines in words of ours, `lazy`, with nothing of the story in them."""

    story: Contribution
    lines: Sequence[object]


@dataclass(frozen=True)
class Receivers:
    """Who hears of a story: its account, and another address that asked for the news and confirmed it."""

    account: User | None
    address: NewsAddress | None


def receivers_of(story: Contribution) -> Receivers:
    """One person with both hears it once, by account."""
    account, found = story.author, queries.news_address_of(story)
    asked = found is not None and found.email != "" and found.confirmed_at is not None
    is_other = found is not None and (account is None or account.email != found.email)
    return Receivers(account, found if asked and is_other else None)


def hears_of(story: Contribution, person: Person) -> bool:
    """Whether the news of this story goes to this person: to their account, or to an address that they proved."""
    found = receivers_of(story)
    is_account = found.account is not None and found.account.id == person.id
    return is_account or (found.address is not None and found.address.email.lower() in person.proven_addresses)


def has_somebody_to_tell(story: Contribution) -> bool:
    found = receivers_of(story)
    return found.account is not None or found.address is not None


def tell_of_the_day(news: Sequence[StoryNews]) -> list[int]:
    """Tells of these stories, the first ones first; the ids of those that were told.

    Of the others somebody had a mail today already: they come first tomorrow. All receivers of a story hear it on
    the same day, so that nobody hears it twice. Nothing leaves before the transaction is kept.
    """
    told, for_accounts, mailed = list[int](), dict[User, list[StoryNews]](), set[str]()
    for one in news:
        found = receivers_of(one.story)
        account, address = found.account, found.address
        of_accounts = {account.email for account in for_accounts}
        if (account is not None and (account.email in mailed or has_had_it(account.email))) or (
            address is not None and (address.email in mailed | of_accounts or has_had_it(address.email))
        ):
            continue
        if account is not None:
            for_accounts.setdefault(account, []).append(one)
        if address is not None:
            mailed.add(address.email)
            mail_to_address(one, address)
        told.append(one.story.id)
    for account, stories in for_accounts.items():
        told_of = [(one.story.public_id, one.lines) for one in stories]
        token, kind = stop_token(account, Stops.NEWS), kind_of_news_mail(account)
        messages.news_of_the_day_at_account(account, told_of, token, kind)
    note({*mailed, *(account.email for account in for_accounts if account.mails_news)})
    return told


def mail_to_address(one: StoryNews, address: NewsAddress) -> None:
    token, kind = news_token(one.story, address.email), kind_of_mail("news", one.story)
    messages.news_of_the_day(address.email, one.lines, token, kind, one.story.language)


def mark_of(email: str) -> str:
    """What is kept for a day of an address that was mailed: whether it is the same one, and of which story not."""
    return fingerprint(f"news of the day:{email.lower()}")


def has_had_it(email: str) -> bool:
    return queries.was_told_today(mark_of(email))


def note(emails: Iterable[str]) -> None:
    """Keeps that these had their mail of today, in place of one of before."""
    for mark in sorted(mark_of(email) for email in emails):
        db.session.merge(ToldToday(who=mark, on=clock.today()))
    db.session.flush()
