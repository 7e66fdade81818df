"""Where a contributor may be reached: two addresses, each with its own purpose and its own last day."""

from datetime import date, timedelta

from app.contributions import messages, queries
from app.contributions.models import CallbackAddress, Contribution, NewsAddress, Status
from app.contributions.operations.remembering import remember
from app.core import clock
from app.core.database import db
from app.core.deal import deal
from app.core.errors import Refusal
from app.core.outbox import take_back
from app.core.security import fingerprint
from app.core.wording import _


def callback_ends_on() -> date:
    """The day on which an address for the call-back that is given today is deleted."""
    return clock.today() + timedelta(days=deal().callback_days)


def news_ends_on() -> date:
    """The day on which an address for news that is given today is deleted."""
    return clock.months_after(clock.today(), deal().news_months)


def allow_callback(contribution: Contribution, email: str) -> None:
    """Keeps an address for the desk's questions; an empty one deletes what was kept."""
    found = queries.callback_address_of(contribution)
    if not email:
        forget_callback(contribution)
    elif found is None:
        not_ended(contribution)
        db.session.add(
            CallbackAddress(contribution_id=contribution.id, email=email.lower(), delete_on=callback_ends_on())
        )
    else:
        found.email, found.delete_on = email.lower(), callback_ends_on()
    db.session.flush()


def ask_for_news(contribution: Contribution, email: str) -> None:
    """Keeps an address for news once its owner has confirmed it; an empty one deletes what was kept."""
    found = queries.news_address_of(contribution)
    if not email:
        if found is not None:
            stop_news(found, contribution)
        return
    if found is not None and found.email == email.lower():
        return
    not_ended(contribution)
    token = news_token(contribution, email.lower())
    if found is not None:
        remember(found, "news_stopped")  # at this address, in favour of the other one
    else:
        found = NewsAddress(contribution_id=contribution.id)
        db.session.add(found)
    found.email, found.token_hash = email.lower(), fingerprint(token)
    found.confirmed_at, found.delete_on = None, news_ends_on()
    db.session.flush()
    messages.confirm_news(found.email, token, kind_of_mail("news", contribution), contribution.language)


def kind_of_mail(which: str, contribution: Contribution) -> str:
    """How the keys of such mails begin; 26 random characters, so that nothing else begins like it."""
    return f"{which}-{contribution.public_id}-"


def forget_callback(contribution: Contribution) -> None:
    """Deletes the call-back address, as was promised, with the mails to it that have not left."""
    forget(queries.callback_address_of(contribution), "callback", contribution)


def forget(address: CallbackAddress | NewsAddress | None, which: str, contribution: Contribution) -> None:
    if address is not None:
        db.session.delete(address)
        take_back(kind_of_mail(which, contribution))
        db.session.flush()


def news_token(contribution: Contribution, email: str) -> str:
    """The secret in the mails to this address: it follows from both, so that every mail can carry the way out."""
    return fingerprint(f"news:{contribution.public_id}:{email}")


def bring_news(contribution: Contribution, subject: object) -> None:
    """Mails whoever asked for news and confirmed it: that there is news, never what it is about.

    The subject is `lazy`: it is put in words in the language of the contribution.
    """
    found = queries.news_address_of(contribution)
    if found is not None and found.email and found.confirmed_at is not None:
        mail_news(contribution, found, subject)


def mail_news(contribution: Contribution, found: NewsAddress, subject: object) -> None:
    token, kind = news_token(contribution, found.email), kind_of_mail("news", contribution)
    messages.news(found.email, subject, token, kind, contribution.language)


def tell_contributor(contribution: Contribution, subject: object) -> bool:
    """Tells whoever shared it that there is news: by account, and at another address that asked for it.

    One person hears it once. False when there is nobody to tell.
    """
    author, found = contribution.author, queries.news_address_of(contribution)
    if author is not None:
        messages.your_turn(author, subject, contribution.public_id)
    asked = found is not None and found.email != "" and found.confirmed_at is not None
    if found is not None and asked and (author is None or author.email != found.email):
        mail_news(contribution, found, subject)
    return author is not None or asked


def call_back(contribution: Contribution, subject: object) -> None:
    """Tells the contributor that it is their turn, where they may be reached: by account or call-back address."""
    if contribution.author is not None:
        messages.your_turn(contribution.author, subject, contribution.public_id)
    found = queries.callback_address_of(contribution)
    if found is not None and found.email:
        messages.news(found.email, subject, "", kind_of_mail("callback", contribution), contribution.language)


def not_ended(contribution: Contribution) -> None:
    if contribution.status in (Status.WITHDRAWN, Status.REFUSED):
        raise Refusal(_("This contribution has been closed, so there will be no news of it."))


def confirm_news(address: NewsAddress) -> None:
    """The owner of the address wants the news. A second time changes nothing."""
    address.confirmed_at = address.confirmed_at or clock.now()
    db.session.flush()


def stop_news(address: NewsAddress, contribution: Contribution) -> None:
    """Its owner wants no more of it: an older backup brings it back to nobody. A full disk raises OSError."""
    remember(address, "news_stopped")
    forget_news(contribution)


def forget_news(contribution: Contribution) -> None:
    """Deletes the address for news, with the mails to it that have not left."""
    forget(queries.news_address_of(contribution), "news", contribution)
