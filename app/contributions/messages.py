"""What the desk and contributors receive: never the text, only where to find it; each in their own language.

A subject comes in unspoken (`lazy`): it is put in words here, in the language of whoever receives it.
"""

from collections.abc import Iterable, Sequence

from flask import render_template

from app.accounts.models import Role, User
from app.accounts.queries import people_with
from app.challenges.models import Challenge
from app.core.mail_days import Haste
from app.core.outbox import forget_bounce, post
from app.core.sealing import Private
from app.core.security import fingerprint, in_groups, random_id
from app.core.site import address_of, path_of
from app.core.wording import _, in_language, lazy, spoken_path
from app.notifications.operations import leave_in_inbox, tell

NEWS_OF_THE_DAY = "contributions/email/news_of_the_day.txt"


def submitted() -> None:
    """The desk hears that something waits; not what, so that a mailbox holds no hidden text."""
    tell_desk(lazy("A new contribution waits to be read"))


def moved_by_contributor() -> None:
    tell_desk(lazy("A contributor has answered or changed something"))


def tell_desk(subject: object) -> None:
    to_desk(subject, people_with(Role.EDITOR))


def to_desk(subject: object, editors: Iterable[User]) -> None:
    for editor in editors:
        with in_language(editor.language):
            path = spoken_path(path_of("review.desk"))
            given = {"subject": str(subject), "url": address_of(path)}
            tell([editor], str(subject), render_template("contributions/email/to_desk.txt", **given), path=path)


def to_hosts(hosts: Iterable[User], challenge: Challenge) -> None:
    """There is an answer to a question of theirs; the link leads to the challenge, which everybody may know."""
    for host in hosts:
        with in_language(host.language):
            path = spoken_path(path_of("pages.host_conversations", slug=challenge.slug))
            subject = _("There is a message for you")
            text = render_template("contributions/email/to_host.txt", subject=subject, url=address_of(path))
            tell([host], subject, text, path=path)


def confirm_news(email: str, token: str, kind: str, language: str) -> None:
    """Asks whether this address really wants the news; the same link stops it later.

    Mail that came back before is no reason to be silent: somebody says anew that they read it there.
    """
    forget_bounce(email)
    with in_language(language):
        url = address_of(spoken_path(path_of("pages.news", token=token)))
        text = render_template("contributions/email/confirm_news.txt", url=url)
        subject = _("Do you want to hear what becomes of your contribution?")
        key = f"{kind}{fingerprint(token)}"
        post(Private(email), subject, text, key=key, stop_url=stop_url(token), haste=Haste.ASKED)


def your_link(address: str, code: str, language: str) -> None:
    """The link to a story that somebody typed over for whoever reads this address; once for each story and address."""
    with in_language(language):
        url = address_of(spoken_path(path_of("pages.follow", code=code)))
        text = render_template("contributions/email/your_link.txt", url=url, code=in_groups(code))
        key = f"your-link:{fingerprint(f'{code}:{address.lower()}')}"
        post(Private(address.lower()), _("The link to your story"), Private(text), key=key, haste=Haste.ASKED)


def stop_url(token: str) -> str:
    """Where a mail program stops the news, without a page."""
    return address_of(spoken_path(path_of("pages.stop_news_at_once", token=token)))


def news(email: str, subject: object, token: str, kind: str, language: str) -> None:
    """There is something to see. The code is not in it: we do not have it. The kind lets it be taken back."""
    with in_language(language):
        url = address_of(spoken_path(path_of("pages.follow_start")))
        stop = address_of(spoken_path(path_of("pages.news", token=token))) if token else ""
        given = {"subject": str(subject), "url": url, "stop": stop}
        text = render_template("contributions/email/news.txt", **given)
        button = stop_url(token) if token else ""
        post(Private(email), str(subject), text, key=f"{kind}{random_id()}", stop_url=button, apart=True)


def look_again(email: str, token: str, kind: str, language: str) -> None:
    """The day has come on which a contributor wanted to look again at who sees what.

    The clock sends this, so there is no request that could make the addresses.
    """
    with in_language(language):
        url, stop = address_of(spoken_path("/volg")), address_of(spoken_path(f"/volg/nieuws/{token}"))
        subject = _("You wanted to look at your contribution again")
        text = render_template("contributions/email/look_again.txt", subject=subject, url=url, stop=stop)
        post(Private(email), subject, text, key=f"{kind}{random_id()}", stop_url=stop_url(token), apart=True)


def look_again_at_account(user: User, public_id: str, kind: str) -> None:
    with in_language(user.language):
        path = spoken_path(f"/volg/{public_id}")
        subject = _("You wanted to look at your contribution again")
        given = {"subject": subject, "url": address_of(path), "stop": ""}
        tell([user], subject, render_template("contributions/email/look_again.txt", **given), path=path, kind=kind)


def your_turn(user: User, subject: object, public_id: str) -> None:
    """The message in their inbox leads to the story; the mail, which others can see, does not tell which it is."""
    with in_language(user.language):
        path = spoken_path(path_of("pages.follow", code=public_id))
        given = {"subject": str(subject), "url": address_of(spoken_path(path_of("pages.own_contributions")))}
        tell([user], str(subject), render_template("contributions/email/to_account.txt", **given), path=path)


def news_of_the_day(email: str, lines: Sequence[object], token: str, kind: str, language: str) -> None:
    """What changed today with one story, in words of ours. The clock sends this."""
    with in_language(language):
        url, stop = address_of(spoken_path("/volg")), address_of(spoken_path(f"/volg/nieuws/{token}"))
        subject, given = _("There is news about your contribution"), {"url": url, "stop": stop, "has_code": True}
        text = render_template(NEWS_OF_THE_DAY, lines=lines, subject=subject, **given)
        post(Private(email), subject, text, key=f"{kind}{random_id()}", stop_url=stop_url(token), apart=True)


def news_of_the_day_at_account(
    user: User, stories: Sequence[tuple[str, Sequence[object]]], token: str, kind: str
) -> None:
    """A message in the inbox for each story, and one mail for all, which does not tell how many or which they are.

    No mail for who wants none. The token stops it; the kind lets it be taken back.
    """
    with in_language(user.language):
        subject = _("There is news about your contribution")
        for public_id, lines in stories:
            path = spoken_path(f"/volg/{public_id}")
            given = {"subject": subject, "url": address_of(path), "stop": ""}
            leave_in_inbox(user, subject, render_template(NEWS_OF_THE_DAY, lines=lines, **given), path)
        if not user.mails_news:
            return
        every = list(dict.fromkeys(line for _public_id, lines in stories for line in lines))
        stop = address_of(spoken_path(path_of("pages.stop_mail", token=token)))
        url = address_of(spoken_path(path_of("pages.own_contributions")))
        text = render_template(NEWS_OF_THE_DAY, lines=every, subject=subject, url=url, stop=stop)
        post(user.email, subject, text, key=f"{kind}{random_id()}", stop_url=stop)
