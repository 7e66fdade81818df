"""The second step at signing in: between the mailed link or password, and the session."""

from flask import redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue

from app.accounts import operations
from app.accounts.forms import ProofForm
from app.accounts.models import UserSession
from app.accounts.routes.blueprint import blueprint
from app.accounts.routes.sign_in import COOKIE, HALF, NEXT, safe_path
from app.core import events
from app.core.guard import public, too_many


def waiting() -> UserSession | None:
    """The session of this browser that waits for the second step."""
    token = session.get(HALF)
    return operations.half_session_of(token) if isinstance(token, str) else None


@blueprint.get("/inloggen/tweede-stap")
@public
def second_step() -> ResponseReturnValue:
    half = waiting()
    return page(half, ProofForm(None)) if half else redirect(url_for("accounts.sign_in"))


def page(half: UserSession, form: ProofForm, status: int = 200) -> tuple[str, int]:
    own = operations.factors_of(half.user)
    given = {"own": own, "form": form, "options": operations.options_to_use(own.passkeys, half)}
    return render_template("accounts/second_step.html", **given), status


@blueprint.post("/inloggen/tweede-stap")
@public
def take_second_step() -> ResponseReturnValue:
    half = waiting()
    if half is None:
        return render_template("accounts/second_step_too_late.html"), 409
    events.acts(half.user.public_id)
    form = ProofForm()
    if not form.credential.data and operations.is_slowed_down(half.user):
        raise too_many()
    if not form.validate_on_submit():
        return page(half, form, form.status)
    if not operations.passed(half.user, half, form.proof()):
        form.say_no()
        return page(half, form, 422)
    wanted = safe_path(session.get(NEXT, ""))
    session.clear()
    session[COOKIE] = operations.begin_whole_session(half)
    return redirect(wanted or url_for("accounts.mine"))
