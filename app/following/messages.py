"""What people hear of what they follow: what happened, what they can do, until when, and why they get it.

Mails name titles that everybody can read, and hold no text. The inbox of an account holds a link only: its page is
made anew each time that somebody opens it.
"""

from collections.abc import Sequence

from flask import render_template

from app.core.mail_days import Haste
from app.core.outbox import post, take_back
from app.core.security import fingerprint, random_id
from app.core.site import address_of, path_of
from app.core.wording import _, in_language, language, ngettext, spoken_path
from app.following.models import Follow, Follower
from app.following.shown import Held, Shown
from app.following.words import deed, headline, named_in_mail, title, why
from app.notifications.operations import leave_in_inbox

KIND = "following-"


def own_token(public_id: str) -> str:
    """The secret of the page of somebody without an account: it follows from their id, so every mail can carry it."""
    return fingerprint(f"following:{public_id}")[:40]


def stop_token(public_id: str) -> str:
    """The secret with which a mail program stops everything, and nothing else."""
    return fingerprint(f"following-stop:{public_id}")[:40]


def confirm_token(public_id: str) -> str:
    return fingerprint(f"following-confirm:{public_id}")[:40]


def kind_of_mail(follower: Follower) -> str:
    """How the keys of their mails begin."""
    return f"{KIND}{follower.public_id}-"


def kind_of_answer(follower: Follower, public_id: str = "") -> str:
    """How the keys begin of what they hear when they ask to follow something, or this one thing."""
    return f"asked-{kind_of_mail(follower)}" + (f"{public_id}-" if public_id else "")


def key_of(follower: Follower) -> str:
    return f"{kind_of_mail(follower)}{random_id()}"


def follower_in(key: str) -> str:
    """Whom a mail is for, by its key: the public id."""
    return key.removeprefix(KIND).partition("-")[0]


def own_path(follower: Follower) -> str:
    """The page with what they follow: of their account, or behind a secret."""
    if follower.user_id is not None:
        return spoken_path(path_of("following.mine"))
    return spoken_path(path_of("following.own", token=own_token(follower.public_id)))


def stop_url(follower: Follower) -> str:
    return address_of(spoken_path(path_of("following.stop_at_once", token=stop_token(follower.public_id))))


def words_of(shown: Shown) -> tuple[str, str, str]:
    return title(shown), headline(shown), deed(shown)


def letter(follower: Follower, held: Sequence[Held], more: int) -> tuple[str, str]:
    """The subject and the text of a mail about these things, and the number of others that stand on the site."""
    with in_language(follower.speaks):
        items = [(*words_of(one.shown), address_of(spoken_path(one.shown.path)), why(one.why)) for one in held]
        count = len(held) + max(more, 0)
        subject = ngettext("News of what you follow", "%(num)s things happened with what you follow", count)
        given = {"items": items, "more": max(more, 0), "url": address_of(own_path(follower))}
        text = render_template("following/email/digest.txt", stop=stop_url(follower), **given)
        return subject, text


def digest(follower: Follower, held: Sequence[Held], more: int, key: str) -> dict[str, str]:
    """One mail about all of it, for `post_all`; in the inbox of an account only that there is something to read."""
    with in_language(follower.speaks):
        subject, text = letter(follower, held, more)
        if follower.user is not None:
            path = own_path(follower)
            leave_in_inbox(follower.user, subject, _("You read it on the page of what you follow."), path)
        said = {"subject": subject, "text": text, "spoken": language(), "stop_url": stop_url(follower)}
        return {"key": key, "address": follower.address} | said


def please_confirm(follower: Follower, wanted: Follow) -> None:
    """Only the latest of these waits: whoever presses twice gets one mail."""
    with in_language(follower.speaks):
        url = address_of(spoken_path(path_of("following.confirm", token=confirm_token(wanted.public_id))))
        text = render_template("following/email/confirm.txt", url=url, what=named_in_mail(wanted))
        answer(follower, wanted, _("Do you want to follow this?"), text)


def known(follower: Follower, wanted: Follow) -> None:
    """Somebody asked for what they follow already: the page told nothing, this mail does."""
    with in_language(follower.speaks):
        path, subject = own_path(follower), _("You follow this already")
        text = render_template("following/email/known.txt", url=address_of(path))
        answer(follower, wanted, subject, text)
        if follower.user is not None:
            leave_in_inbox(follower.user, subject, text, path)


def answer(follower: Follower, wanted: Follow, subject: str, text: str) -> None:
    kind = kind_of_answer(follower, wanted.public_id)
    take_back(kind)
    with in_language(follower.speaks):
        post(follower.address, subject, text, key=f"{kind}{random_id()}", haste=Haste.ASKED)
