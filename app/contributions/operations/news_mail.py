"""Whether an account gets its news by mail: stopped with one press in a mail, without signing in, and begun again.

In the inbox of the account everything stands anyway. The secret in such a mail can stop mail, and nothing else.
"""

import hmac
from enum import StrEnum

from app.accounts.models import User
from app.accounts.queries import people_who_get_news_mail, user_by_email, user_by_public_id
from app.contributions.operations.remembering import decided, remember, remember_when_kept, sealed
from app.core.again import done_before
from app.core.database import db
from app.core.errors import NotFound
from app.core.outbox import Email, take_back
from app.core.security import fingerprint

STOPPED, WANTED = "news_mail_stopped", "news_mail_wanted"
ID = 26  # characters of a public id, with which the secret begins
KIND = "news-of-account-"  # how the keys of such mails begin


class Stops(StrEnum):
    """What the secret of a mail stops."""

    NEWS = "news"  # about what somebody shared
    EVERYTHING = "everything"  # that they can stop: a mail of the day can hold more than news


def stop_token(user: User, what: Stops) -> str:
    """It follows from the account, so that every mail can carry it."""
    return user.public_id + fingerprint(f"stop mail:{what}:{user.public_id}")[:40]


def what_it_stops(token: str) -> tuple[User, Stops]:
    """Whose mail this secret stops, and which. Raises NotFound."""
    user = user_by_public_id(token[:ID])
    for what in Stops:
        if hmac.compare_digest(token.encode(), stop_token(user, what).encode()):
            return user, what
    raise NotFound


def kind_of_news_mail(user: User) -> str:
    """How the keys of those to one account begin; a key outlives the account, so it does not name it."""
    mark = fingerprint(f"news of account:{user.public_id}")[:ID]
    return f"{KIND}{mark}-"


def still_wanted(email: Email) -> tuple[str, str] | None:
    """The same mail, right before it leaves; None when its account is gone, wants none any more or has another address.

    It says no more than that there is news: what became of the story meanwhile stands on the page.
    """
    user = user_by_email(email.address)
    is_theirs = user is not None and user.mails_news and email.key.startswith(kind_of_news_mail(user))
    return (email.subject, email.text) if is_theirs else None


def get_news_by_mail(user: User, wanted: bool) -> None:
    """From now on the news comes by mail as well, or not; then what waits goes. No backup undoes that it stopped."""
    if user.mails_news and not wanted:
        remember(user, STOPPED)
        take_back(kind_of_news_mail(user))
    elif wanted and not user.mails_news:
        remember_when_kept(user, WANTED)
    user.mails_news = wanted
    db.session.flush()


def stop_news_mail_again() -> int:
    """Stops once more what was stopped after this backup was made; of how many people. Run by restore."""
    last = {line["of"]: line["what"] for line in decided() if line["what"] in (STOPPED, WANTED)}
    found = [user for user in people_who_get_news_mail() if last.get(sealed(user.public_id)) == STOPPED]
    with done_before():
        for user in found:
            get_news_by_mail(user, False)
    return len(found)
