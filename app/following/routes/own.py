"""What somebody follows: the page of an account, and the page behind a secret for who has none."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.accounts.operations import opened_by_link
from app.core.bounces import forget_bounce, has_bounced
from app.core.errors import NotFound
from app.core.guard import allow, public
from app.core.security import fingerprint, secret_address
from app.core.wording import _
from app.following import operations, permissions, queries
from app.following.forms import SettingsForm, pace_choices, settings_of
from app.following.models import Follower
from app.following.routes.blueprint import blueprint
from app.following.words import headline, name_of, title, written_in


@blueprint.get("/mijn/volgend")
def mine() -> ResponseReturnValue:
    allow(permissions.may_follow_as_account(current_user))
    follower = queries.follower_of(current_user)
    if follower is None:
        came_back = has_bounced(current_user.email)
        settings = url_for("following.settle_mine")
        return render_template("following/own.html", follower=None, came_back=came_back, settings=settings)
    return page(follower, SettingsForm(None, data=settings_of(follower)), "")


@blueprint.post("/mijn/volgend/instellen")
def settle_mine() -> ResponseReturnValue:
    allow(permissions.may_follow_as_account(current_user))
    return works(current_user.email, "") if says_it_works() else settled(own_of_account(), "")


@blueprint.post("/mijn/volgend/stoppen")
def stop_mine() -> ResponseReturnValue:
    allow(permissions.may_follow_as_account(current_user))
    follower = queries.follower_of(current_user)
    if follower is not None:
        stopped(follower)
    return redirect(url_for("following.mine"), code=303)


@blueprint.get("/volgend/<token>")
@public
@secret_address
def own(token: str) -> ResponseReturnValue:
    follower = opened(token)
    if follower.user_id is not None:  # they made an account since
        return redirect(url_for("following.mine"))
    return page(follower, SettingsForm(None, data=settings_of(follower)), token)


@blueprint.post("/volgend/<token>/instellen")
@public
@secret_address
def settle_own(token: str) -> ResponseReturnValue:
    follower = opened(token)
    return works(follower.address, token) if says_it_works() else settled(follower, token)


def says_it_works() -> bool:
    """Whether the button was pressed by which mail comes again: that one saves nothing else."""
    return request.form.get("action") == "werkt"


def works(address: str, token: str) -> ResponseReturnValue:
    forget_bounce(address)
    flash(_("We mail you again."))
    return redirect(url_for("following.own", token=token) if token else url_for("following.mine"), code=303)


@blueprint.post("/volgend/<token>/stoppen")
@public
@secret_address
def stop_own(token: str) -> ResponseReturnValue:
    try:
        follower = opened(token)
    except NotFound:  # pressed twice: nothing is left to stop
        return redirect(url_for("following.stopped_all"), code=303)
    follows_on = stopped(follower)
    return redirect(url_for("following.own", token=token) if follows_on else url_for("following.stopped_all"), code=303)


def opened(token: str) -> Follower:
    held = fingerprint(token)
    return opened_by_link(request.remote_addr or "", lambda: queries.follower_by_own(held))


def own_of_account() -> Follower:
    found = queries.follower_of(current_user)
    if found is None:
        raise NotFound
    return found


def page(follower: Follower, form: SettingsForm, token: str) -> tuple[str, int]:
    follows = queries.followed_by(follower)
    told = [(headline(one.shown), title(one.shown), one) for one in operations.messages_of(follower)]
    given = {
        "follower": follower,
        "follows": sorted(((name_of(one), one, written_in(one)) for one in follows), key=lambda row: row[0]),
        "told": told,
        "paces": pace_choices(),
        "settings": url_for("following.settle_own", token=token) if token else url_for("following.settle_mine"),
        "stopping": url_for("following.stop_own", token=token) if token else url_for("following.stop_mine"),
        "came_back": has_bounced(follower.address),
    }
    return render_template("following/own.html", form=form, **given), form.status


def settled(follower: Follower, token: str) -> ResponseReturnValue:
    """Each thing has its own field, named by its public id."""
    form = SettingsForm()
    if not form.validate_on_submit():
        return page(follower, form, token)
    chosen = {name.removeprefix("ritme-"): value for name, value in request.form.items() if name.startswith("ritme-")}
    paces = form.paces(follower.follows, chosen)
    hours = int(form.still_from.data), int(form.still_until.data)
    operations.settle(follower, paces, *hours, quiet_weekend=form.still_weekends.data)
    operations.say_who(follower, form.asks_me.data, form.own_role.data or "", form.own_kind.data or "")
    flash(_("Saved."))
    return redirect(url_for("following.own", token=token) if token else url_for("following.mine"), code=303)


def stopped(follower: Follower) -> bool:
    """Stops one thing, or all of it; whether they still follow something."""
    which = request.form.get("stop", "")
    flash(_("Stopped. You get no more mail about it."))
    if which == "alles":
        operations.stop_all(follower)
        return False
    return operations.stop(follower, which)
