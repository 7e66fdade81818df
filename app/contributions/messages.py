"""What the desk and contributors receive: never the text, only where to find it."""

from flask import render_template, url_for

from app.accounts.models import Role, User
from app.accounts.queries import people_with
from app.core.outbox import post
from app.core.security import fingerprint, random_id
from app.core.site import address_of
from app.core.wording import _
from app.notifications.operations import tell


def submitted() -> None:
    """The desk hears that something waits; not what, so that a mailbox holds no hidden text."""
    tell_desk(_("A new contribution waits to be read"))


def moved_by_contributor() -> None:
    tell_desk(_("A contributor has answered or changed something"))


def tell_desk(subject: str) -> None:
    path = url_for("review.desk")
    text = render_template("contributions/email/to_desk.txt", subject=subject, url=address_of(path))
    tell(people_with(Role.EDITOR), subject, text, path=path)


def confirm_news(email: str, token: str, kind: str) -> None:
    """Asks whether this address really wants the news; the same link stops it later."""
    url = address_of(url_for("pages.news", token=token))
    text = render_template("contributions/email/confirm_news.txt", url=url)
    post(email, _("Do you want to hear what becomes of your contribution?"), text, key=f"{kind}{fingerprint(token)}")


def news(email: str, subject: str, token: str, kind: str) -> None:
    """There is something to see. The code is not in it: we do not have it. The kind lets it be taken back."""
    url = address_of(url_for("pages.follow_start"))
    stop = address_of(url_for("pages.news", token=token)) if token else ""
    text = render_template("contributions/email/news.txt", subject=subject, url=url, stop=stop)
    post(email, subject, text, key=f"{kind}{random_id()}")


def your_turn(user: User, subject: str, public_id: str) -> None:
    path = url_for("pages.follow", code=public_id)
    text = render_template("contributions/email/to_account.txt", subject=subject, url=address_of(path))
    tell([user], subject, text, path=path)
