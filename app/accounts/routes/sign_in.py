"""Signing in with a mailed link or a password, and signing out."""

from typing import Any

from flask import Flask, Request, current_app, g, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.accounts import operations, queries
from app.accounts.forms import ROLE_NAMES, CodeForm, LinkForm, PasswordSignInForm
from app.accounts.models import User, UserSession, Visitor
from app.accounts.routes.blueprint import blueprint
from app.core import events
from app.core.clock import now
from app.core.errors import NotFound, Refusal
from app.core.forms import Form
from app.core.guard import login, public, too_many
from app.core.security import fingerprint
from app.core.wording import _

COOKIE, HALF, NEXT, TOKEN = "sid", "half", "next", "csrf_token"
PER_ADDRESS, PER_PLACE, LINKS_PER_ADDRESS = 10, 60, 5


def init_app(app: Flask) -> None:
    login.anonymous_user = Visitor
    login.request_loader(signed_in)
    app.add_template_global(lambda role: ROLE_NAMES[role], "role_name")


def signed_in(_request: Request) -> User | None:
    """Whoever this browser is signed in as, by a session that nobody ended."""
    token = session.get(COOKIE)
    g.user_session = operations.session_of(token) if isinstance(token, str) else None
    if g.user_session is None:
        return None
    user: User = g.user_session.user
    events.acts(user.public_id)
    user.held_back = current_app.config["SECOND_FACTOR"] != "off" and g.user_session.factor_at is None
    return user


def this_session() -> UserSession | None:
    """The session of this browser. Asking who is signed in is what looks it up."""
    if not current_user.is_authenticated:
        return None
    found: UserSession = g.user_session
    return found


def enter(user: User, wanted: str = "") -> str:
    """Starts a new session in this browser, whatever it carried before is dropped; gives the path to go on to.

    Who has a second step gets half a session, and is asked for it. Who needs one is led to set it up.
    """
    drop_what_it_carried(user)
    events.acts(user.public_id)
    browser = request.user_agent.string
    if operations.factors_of(user):
        session[HALF], session[NEXT] = operations.begin_half_session(user, browser), wanted
        return url_for("accounts.second_step")
    session[COOKIE] = operations.begin_session(user, browser)
    if current_app.config["SECOND_FACTOR"] != "off" and user.is_privileged:
        return url_for("accounts.factors")
    return wanted or url_for("accounts.mine")


def drop_what_it_carried(user: User) -> None:
    """All of it, but the token of forms when the same person signs in again: a form on another tab still counts."""
    token = session.get(TOKEN) if current_user.is_authenticated and current_user.id == user.id else None
    session.clear()
    if token:
        session[TOKEN] = token


def safe_path(path: str) -> str:
    """A path within this site, or ''. Anything that a browser could read as another site is dropped."""
    plain = path.startswith("/") and not path.startswith(("//", "/\\"))
    return path[:500] if plain and all(33 <= ord(c) < 127 and c != "\\" for c in path) else ""


def who_asks(address: str) -> str:
    """An address as the security log tells it: tries at one account can be counted, and it is not written down."""
    return f"address={fingerprint(f'event:{address}')[:16]}"


@blueprint.get("/inloggen")
@public
def sign_in() -> ResponseReturnValue:
    wanted = safe_path(request.args.get("next", ""))
    if current_user.is_authenticated:
        return redirect(wanted or url_for("accounts.mine"))
    return page(link_form=LinkForm(None, next=wanted), password_form=PasswordSignInForm(None, next=wanted))


def page(status: int = 200, **forms: Any) -> tuple[str, int]:
    given = {"link_form": LinkForm(None), "password_form": PasswordSignInForm(None), "code_form": CodeForm(None)}
    return render_template("accounts/sign_in.html", **(given | forms)), status


@blueprint.post("/inloggen")
@public
def ask_link() -> ResponseReturnValue:
    """The same answer for an address that we know and one that we do not."""
    form = LinkForm()
    if not form.validate_on_submit():
        return page(form.status, link_form=form)
    address = form.email.data.lower()
    events.about(who_asks(address))
    if not operations.may_try_again("link from", request.remote_addr or "", PER_PLACE):
        raise too_many()
    # Within the time that a link lasts: whoever gets no new one has an older one that still works.
    if operations.may_try_again("link to", address, LINKS_PER_ADDRESS, within=operations.LINK_LASTS):
        operations.mail_link(address, safe_path(form.next.data or ""))
    return render_template("accounts/link_sent.html", address=address)


@blueprint.post("/inloggen/wachtwoord")
@public
def with_password() -> ResponseReturnValue:
    form = PasswordSignInForm()
    if not form.validate_on_submit():
        return page(form.status, password_form=form)
    address = form.address.data.lower()
    events.about(who_asks(address))
    tries = (("password of", address, PER_ADDRESS), ("password from", request.remote_addr or "", PER_PLACE))
    allowed = [operations.may_try_again(*one) for one in tries]
    if not all(allowed):
        raise too_many()
    user = queries.user_by_email(address)
    if not operations.check_password(user, form.password.data):
        form.password.errors = [_("This address and password do not belong together. Try again, or ask for a link.")]
        return page(422, password_form=form)
    assert user is not None
    return redirect(enter(user, safe_path(form.next.data or "")))


@blueprint.get("/inloggen/link/<token>")
@public
def link(token: str) -> ResponseReturnValue:
    """Only a page with a button: mail scanners open links, people press buttons."""
    return render_template("accounts/link.html")


@blueprint.post("/inloggen/link/<token>")
@public
def use_link(token: str) -> ResponseReturnValue:
    try:
        used = operations.use_link(token)
    except Refusal:
        return render_template("accounts/link_spent.html"), 409
    return redirect(enter(used.user, used.next_path))


@blueprint.route("/inloggen/demo/<role>", methods=["GET", "POST"])
@public
def demonstrate(role: str) -> ResponseReturnValue:
    """Signs in as the made-up person with this role, in the demonstration only. The link is the second step as well."""
    user = queries.demonstration_user_with(role) if current_app.config["MODE"] == "demonstration" else None
    if user is None:
        raise NotFound
    form = Form()
    if form.validate_on_submit():
        drop_what_it_carried(user)
        events.acts(user.public_id)
        session[COOKIE] = operations.begin_session(user, request.user_agent.string, factor_at=now())
        return redirect(url_for("accounts.mine"))
    return render_template("accounts/link.html", skips_second_step=True), form.status


@blueprint.post("/uitloggen")
@public
def sign_out() -> ResponseReturnValue:
    found = this_session()
    half = operations.half_session_of(str(session.get(HALF, "")))
    for one in (found, half):
        if one is not None:
            operations.end_session(one)
    session.clear()
    answer = redirect(url_for("pages.home"))
    answer.headers["Clear-Site-Data"] = '"cache", "storage"'
    return answer
