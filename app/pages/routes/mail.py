"""Mail about what somebody shared with an account: on or off, and stopped from a mail without signing in (RFC 8058)."""

from datetime import timedelta

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from flask_wtf.csrf import CSRFError

from app.accounts.operations import may_try_again
from app.accounts.permissions import may_have_a_page
from app.accounts.queries import user_by_email
from app.contributions.operations.news_mail import Stops, get_news_by_mail, stop_token, what_it_stops
from app.core.errors import answered, expired
from app.core.guard import allow, public, too_many
from app.core.security import secret_address
from app.core.site import address_of, path_of
from app.core.wording import _, in_language, spoken_path
from app.following.operations import stop_all
from app.following.queries import follower_of
from app.pages.routes.blueprint import blueprint

BEGUN, IN_VAIN = 10, 20  # times an hour: that it begins again, and that it is stopped after it was stopped
HOUR = timedelta(hours=1)
ONE_CLICK = ("List-Unsubscribe", "One-Click")


@blueprint.post("/mijn/nieuws")
def settle_news() -> ResponseReturnValue:
    allow(may_have_a_page(current_user))
    wanted = "by_mail" in request.form
    if wanted and not may_try_again("news by mail of", current_user.public_id, BEGUN, HOUR):
        raise too_many(HOUR.seconds)
    get_news_by_mail(current_user, wanted)
    flash(_("Saved."))
    return redirect(url_for("accounts.mine", _anchor="nieuws"), code=303)


@blueprint.route("/mail/stoppen/<token>", methods=["GET", "POST"])
@public
@secret_address
def stop_mail(token: str) -> ResponseReturnValue:
    """Opening it, also with HEAD, shows a button and changes nothing: mail scanners open links.

    A press that stops something is never refused, however many there were: nobody should get mail that they stopped.
    They are counted by account and not by place, as one mail program presses for all its readers from one place.
    """
    user, what = what_it_stops(token)
    follower = follower_of(user) if what is Stops.EVERYTHING else None
    is_stopped = not user.mails_news and follower is None
    if request.method != "POST":
        given = {"token": token, "follows": what is Stops.EVERYTHING, "is_stopped": is_stopped}
        return render_template("pages/stop_mail.html", **given)
    if is_stopped and not may_try_again("stopped mail of", user.public_id, IN_VAIN, HOUR):
        raise too_many(HOUR.seconds)
    get_news_by_mail(user, False)
    if follower is not None:
        stop_all(follower)
    if is_program():
        return "", 204, {"Content-Type": "text/plain; charset=utf-8"}
    return redirect(url_for("pages.stop_mail", token=token), code=303)


def is_program() -> bool:
    return request.form.get(ONE_CLICK[0]) == ONE_CLICK[1]


def without_session(error: CSRFError) -> ResponseReturnValue:
    """A mail program has no session, so no token: for that one button the secret in the address is the proof."""
    if not is_program():
        return expired(error)
    return answered(lambda: stop_mail(str((request.view_args or {})["token"])))


def stops_everything(address: str) -> str:
    """Where whoever has an account at this address stops all mail that can be stopped; '' without an account."""
    user = user_by_email(address)
    if user is None:
        return ""
    with in_language(user.language):
        return address_of(spoken_path(path_of("pages.stop_mail", token=stop_token(user, Stops.EVERYTHING))))
