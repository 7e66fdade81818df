"""What people hear of what they follow: what happened, what they can do, until when, and why they get it.

Mails name titles that everybody can read, and hold no text. The inbox of an account holds a link only: its page is
made anew each time that somebody opens it.
"""

from collections.abc import Iterable, Sequence

from flask import render_template

from app.core.deal import deal
from app.core.outbox import post
from app.core.security import fingerprint, random_id
from app.core.site import address_of, path_of
from app.core.wording import _, in_language, language, lazy, long_date, ngettext, spoken_path
from app.following.models import Follow, Follower, What
from app.following.shown import Held, Shown
from app.notifications.operations import leave_in_inbox

KIND = "following-"
HEADLINES = {
    What.CHALLENGE_PUBLISHED: lazy("A new challenge"),
    What.CHALLENGE_CLOSES: lazy("A challenge closes within a week"),
    What.CHALLENGE_CLOSED: lazy("A challenge was closed"),
    What.CHALLENGE_PAST: lazy("The date of a challenge has passed"),
    What.STORY_VISIBLE: lazy("A new contribution"),
    What.QUESTION_PUBLISHED: lazy("A new question"),
    What.QUESTION_OWNER: lazy("An organisation goes after a question"),
    What.QUESTION_ANSWERED: lazy("There is an answer to a question"),
    What.QUESTION_DECIDED: lazy("A decision was taken about a question"),
}
DEEDS = {
    What.CHALLENGE_PUBLISHED: lazy("Do you know something about it? Give your answer"),
    What.CHALLENGE_CLOSES: lazy("You can still give an answer"),
    What.CHALLENGE_CLOSED: lazy("Read what the municipality takes along, what not, and why"),
    What.CHALLENGE_PAST: lazy("You need not do anything. The municipality still has to say what it takes along"),
    What.STORY_VISIBLE: lazy("Read it. Did you live through something like it? Share that"),
    What.QUESTION_PUBLISHED: lazy("Say whether it plays where you work"),
    What.QUESTION_OWNER: lazy("You need not do anything. You hear when there is an answer"),
    What.QUESTION_ANSWERED: lazy("Read it, and use what you can"),
    What.QUESTION_DECIDED: lazy("Read what was decided, and why"),
}
WITH_A_DAY = (What.CHALLENGE_PUBLISHED, What.CHALLENGE_CLOSES)


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


def name_of(follow: Follow) -> str:
    """What somebody follows, as it is called."""
    if follow.challenge is not None:
        return follow.challenge.title
    if follow.question is not None:
        return follow.question.sentence
    if follow.term is not None:
        return follow.term.name(language())
    return part_name(follow.country_part or "")


def part_name(code: str) -> str:
    """A part of the country in the words of the deal; the empty text for an unknown one."""
    return next((str(part[language()]) for part in deal().coarse_place["parts"] if part["id"] == code), "")


def part_called(word: str) -> str:
    """The code of the part of the country that an address names; the empty text for an unknown one."""
    return next((str(part["id"]) for part in deal().coarse_place["parts"] if part["word"] == word), "")


def headline(shown: Shown) -> str:
    if shown.what is What.STORY_VISIBLE and shown.answers:
        return _("A new answer to “%(challenge)s”", challenge=shown.answers)
    return str(HEADLINES[shown.what])


def deed(shown: Shown) -> str:
    """What somebody can do, and until when."""
    if shown.until is not None and shown.what in WITH_A_DAY:
        return _("%(deed)s. Until %(day)s.", deed=str(DEEDS[shown.what]), day=long_date(shown.until))
    return f"{DEEDS[shown.what]}."


def why(follows: Iterable[Follow]) -> str:
    return _("You hear this because you follow: %(names)s.", names=", ".join(sorted(name_of(one) for one in follows)))


def letter(follower: Follower, held: Sequence[Held], more: int) -> tuple[str, str]:
    """The subject and the text of a mail about these things, and the number of others that stand on the site."""
    with in_language(follower.speaks):
        items = [
            (one.shown, headline(one.shown), deed(one.shown), address_of(spoken_path(one.shown.path)), why(one.why))
            for one in held
        ]
        count = len(held) + max(more, 0)
        subject = ngettext("News of what you follow", "%(num)s things happened with what you follow", count)
        given = {"items": items, "more": max(more, 0), "url": address_of(own_path(follower))}
        text = render_template("following/email/digest.txt", stop=stop_url(follower), **given)
        return subject, text


def digest(follower: Follower, held: Sequence[Held], more: int, key: str, may_mail: bool) -> None:
    """One mail about all of it; and in the inbox of an account that there is something to read, mail or not."""
    with in_language(follower.speaks):
        subject, text = letter(follower, held, more)
        if follower.user is not None:
            path = own_path(follower)
            leave_in_inbox(follower.user, subject, _("You read it on the page of what you follow."), path)
        if may_mail:
            post(follower.address, subject, text, key=key, stop_url=stop_url(follower))


def please_confirm(follower: Follower, wanted: Follow) -> None:
    with in_language(follower.speaks):
        url = address_of(spoken_path(path_of("following.confirm", token=confirm_token(wanted.public_id))))
        text = render_template("following/email/confirm.txt", url=url)
        post(follower.address, _("Do you want to follow this?"), text, key=f"asked-{key_of(follower)}")


def known(follower: Follower) -> None:
    """Somebody asked for what they follow already: the page told nothing, this mail does."""
    with in_language(follower.speaks):
        text = render_template("following/email/known.txt", url=address_of(own_path(follower)))
        post(follower.address, _("You follow this already"), text, key=f"asked-{key_of(follower)}")
