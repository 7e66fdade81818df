"""Asking to follow a challenge, a question, a theme or a part of the country; and confirming that by mail."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.accounts.models import Visitor
from app.accounts.operations import enough_mails, may_try_again, opened_by_link
from app.challenges.queries import challenge_by_slug
from app.core.errors import NotFound
from app.core.guard import public, this_browser, too_many
from app.core.security import fingerprint, secret_address
from app.core.typed import shows_again
from app.core.wording import _, language
from app.following import operations, permissions, queries
from app.following.forms import FollowByMailForm, FollowForm
from app.following.messages import own_path
from app.following.models import Follow
from app.following.operations import Thing
from app.following.routes.blueprint import blueprint
from app.following.words import name_of, part_called, part_name, term_written_in, written_in
from app.stocktaking.queries import question_without_quotes
from app.taxonomy.queries import theme_by_slug

FROM_ONE_PLACE = 30  # in a quarter of an hour: a whole office may sit behind one address
TO_ONE_ADDRESS, FROM_ALL_PLACES = 3, 6  # mails with a link in the same time: for one browser, and for all of them


@blueprint.route("/uitdagingen/<slug>/volgen", methods=["GET", "POST"])
@public
@shows_again
def follow_challenge(slug: str) -> ResponseReturnValue:
    """Only what everybody can read can be followed, whoever asks."""
    found = challenge_by_slug(slug, Visitor())
    return asked(Thing.of(found), found.title, url_for("pages.challenge", slug=found.slug), found.language)


@blueprint.route("/vraagstukken/<slug>/volgen", methods=["GET", "POST"])
@public
@shows_again
def follow_question(slug: str) -> ResponseReturnValue:
    found = question_without_quotes(slug, Visitor())
    return asked(Thing.of(found), found.sentence, url_for("stocktaking.question", slug=found.slug), found.language)


@blueprint.route("/themas/<slug>/volgen", methods=["GET", "POST"])
@public
@shows_again
def follow_theme(slug: str) -> ResponseReturnValue:
    found = theme_by_slug(slug)
    if found.never_was:
        raise NotFound
    back = url_for("pages.theme", slug=found.slug)
    return asked(Thing.of(found), found.name(language()), back, term_written_in(found))


@blueprint.route("/landsdelen/<country_part>/volgen", methods=["GET", "POST"])
@public
@shows_again
def follow_part(country_part: str) -> ResponseReturnValue:
    code = part_called(country_part)
    if not code:
        raise NotFound
    return asked(Thing.of(code), part_name(code), url_for("search.contributions"), language())


def asked(thing: Thing, title: str, back: str, written: str) -> ResponseReturnValue:
    """The form, for who is signed in without an address; where it leads is the same for every address."""
    has_account = permissions.may_follow_as_account(current_user)
    form = FollowForm() if has_account else FollowByMailForm()
    given = {"form": form, "title": title, "back": back, "written": written, "has_account": has_account}
    if not form.validate_on_submit():
        return render_template("following/follow.html", **given), form.status
    if has_account:
        operations.follow(thing, by=current_user, pace=form.pace())
        flash(_("You follow “%(title)s” from now on.", title=title))
        return redirect(url_for("following.mine"), code=303)
    place, whom = request.remote_addr or "", f"following {form.email.data}"
    if not may_try_again("following from", place, FROM_ONE_PLACE):
        raise too_many()
    if not may_try_again("link asked for", f"{this_browser()} {whom}", TO_ONE_ADDRESS):
        form.email.errors = [enough_mails()]
        return render_template("following/follow.html", **given), 429
    # Said to nobody: it would tell that others typed this address. Without it somebody's mailbox fills up.
    if may_try_again("link to", whom, FROM_ALL_PLACES):
        operations.ask_to_follow(thing, form.email.data, form.pace(), language())
    return redirect(url_for("following.asked_to_follow"), code=303)


@blueprint.get("/volgen/verstuurd")
@public
def asked_to_follow() -> str:
    """The same page for everybody: whether an address follows something already is told in the mail."""
    return render_template("following/asked.html")


@blueprint.route("/volgen/bevestigen/<token>", methods=["GET", "POST"])
@public
@secret_address
def confirm(token: str) -> ResponseReturnValue:
    """Looking, also with HEAD, changes nothing: mail scanners open links, people press buttons."""
    found = wanted_by(token)
    if request.method != "POST":
        given = {"name": name_of(found), "written": written_in(found)}
        return render_template("following/confirm.html", token=token, found=found, **given)
    follower = operations.confirm(found)
    flash(_("Confirmed. From now on you hear what happens."))
    return redirect(own_path(follower), code=303)


def wanted_by(token: str) -> Follow:
    held = fingerprint(token)
    found = opened_by_link(request.remote_addr or "", lambda: queries.follow_by_confirm(held))
    if operations.is_too_late(found):
        raise NotFound
    return found
