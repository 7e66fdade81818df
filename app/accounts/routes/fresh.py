"""Before a sensitive deed: is it still you? The deed that was interrupted goes on with all that was typed."""

from flask import Flask, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from werkzeug.exceptions import Forbidden

from app.accounts import operations, permissions, queries
from app.accounts.forms import ProofForm, SecretForm
from app.accounts.models import UserSession
from app.accounts.routes.blueprint import blueprint
from app.accounts.routes.sign_in import COOKIE, PER_ADDRESS, safe_path, this_session
from app.core.errors import NotFound, explained
from app.core.forms import Form
from app.core.guard import allow, too_many
from app.core.typed import comes_from_here, shows_again
from app.core.wording import _

PREFIX = "bewijs"  # before the fields that show who it is, which are not part of the deed
GOES_TO, IS_DEED = "verder_naar", "verder_als"
OF_THE_STEP = (GOES_TO, IS_DEED, "csrf_token", "verder")
LINKS = 5


def init_app(app: Flask) -> None:
    app.register_error_handler(operations.NotFresh, ask)
    app.register_error_handler(Forbidden, lead_to_the_second_step)


def lead_to_the_second_step(error: Forbidden) -> ResponseReturnValue:
    """Whoever has the role for a page, and only misses the second step, hears what to do."""
    if current_user.held_back and current_user.is_privileged:
        return render_template("accounts/factor_first.html"), 403
    return explained(error)


def the_session() -> UserSession:
    """The session of somebody who is signed in."""
    found = this_session()
    if found is None:
        raise NotFound
    return found


def must_be_fresh() -> None:
    """Goes on when this session showed who it is a short while ago; else asks first, and then comes back here."""
    operations.must_be_fresh(the_session())


def held_fields() -> list[tuple[str, str]]:
    """What was typed, to go on with. Never a password: that stands in no page."""
    if request.method != "POST" or not comes_from_here():
        return []
    kept = ((name, value) for name, value in request.form.items(multi=True) if name not in OF_THE_STEP)
    return [(name, value) for name, value in kept if not name.startswith(PREFIX) and "password" not in name]


def ask(_error: operations.NotFresh) -> ResponseReturnValue:
    """The page that asks who it is, with the interrupted form in it."""
    path = request.script_root + request.path
    if request.method == "POST" and "password" in request.form:
        return page(url_for("accounts.mine"), is_deed=False), 409
    return page(path, is_deed=request.method == "POST"), 409


def page(path: str, is_deed: bool, sent: bool = False, **forms: object) -> str:
    own = operations.factors_of(current_user)
    given: dict[str, object] = {
        "own": own,
        "options": operations.options_to_use(own.passkeys, the_session()),
        "form": ProofForm(None, prefix=PREFIX),
        "secret_form": SecretForm(None, prefix=PREFIX),
        "held": [*held_fields(), (GOES_TO, path), (IS_DEED, "daad" if is_deed else "pagina")],
        "path": path,
        "is_deed": is_deed,
        "sent": sent,
    }
    return render_template("accounts/is_it_you.html", **given | forms)


@blueprint.post("/mijn/opnieuw")
@shows_again
def is_it_you() -> ResponseReturnValue:
    allow(permissions.may_have_a_page(current_user))
    path, is_deed = safe_path(request.form.get(GOES_TO, "")), request.form.get(IS_DEED) == "daad"
    own = operations.factors_of(current_user)
    if own:
        form = ProofForm(prefix=PREFIX)
        if not shown(form):
            return page(path, is_deed, form=form), 422
    elif f"{PREFIX}-stuur" in request.form:
        send_link(Form())
        return page(path, is_deed, sent=True)
    else:
        secret_form = SecretForm(prefix=PREFIX)
        if not knows_the_password(secret_form):
            return page(path, is_deed, secret_form=secret_form), 422
    session[COOKIE] = operations.begin_fresh_session(the_session(), factor=bool(own))
    if not is_deed:
        flash(_("Thank you. Go on."))
    return redirect(path or url_for("accounts.mine"), 307 if is_deed and path else 303)


def send_link(form: Form) -> None:
    """For who has no second step and no password: the mail that they sign in with."""
    within = operations.LINK_LASTS
    if form.validate_on_submit() and operations.may_try_again("link to", current_user.email, LINKS, within=within):
        operations.mail_link(current_user.email, url_for("accounts.mine"))


def shown(form: ProofForm) -> bool:
    """Whether the second step was shown; what is wrong stands in the form."""
    if not form.credential.data and operations.is_slowed_down(current_user):
        raise too_many()
    if not form.validate_on_submit():
        return False
    if not operations.passed(current_user, the_session(), form.proof()):
        form.say_no()
        return False
    return True


def knows_the_password(form: SecretForm) -> bool:
    """Whether this is the password of who is signed in. Guessing is slowed down as at the door."""
    if not form.validate_on_submit():
        return False
    if not operations.may_try_again("password of", current_user.email, PER_ADDRESS):
        raise too_many()
    user = queries.user_by_email(current_user.email)
    if not operations.check_password(user, form.password.data):
        form.password.errors = [_("This is not your password. Try again, or take the link by mail.")]
        return False
    return True
