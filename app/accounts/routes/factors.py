"""Setting up the second step: passkeys, an app with codes, recovery codes."""

from flask import flash, g, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.accounts import operations, permissions, queries
from app.accounts.forms import CodeOfAppForm, NewPasskeyForm, ProofForm
from app.accounts.models import CodeApp, Passkey
from app.accounts.routes.blueprint import blueprint
from app.accounts.routes.fresh import must_be_fresh, the_session
from app.accounts.routes.sign_in import COOKIE
from app.accounts.square import square
from app.core.errors import NotFound, Refusal
from app.core.forms import Form
from app.core.guard import allow, too_many
from app.core.wording import _, lazy


@blueprint.get("/mijn/tweede-stap")
def factors() -> ResponseReturnValue:
    allow(permissions.may_have_a_page(current_user))
    return page(NewPasskeyForm(None))


def page(form: NewPasskeyForm, status: int = 200) -> tuple[str, int]:
    given = {
        "own": operations.factors_of(current_user),
        "fresh": operations.is_fresh(the_session()),
        "options": operations.options_to_make(current_user, the_session()),
    }
    return render_template("accounts/factors.html", form=form, **given), status


@blueprint.route("/mijn/tweede-stap/begin", methods=["GET", "POST"])
def be_fresh() -> ResponseReturnValue:
    """For whoever was signed in for a while: first who it is, then the page where nothing can be lost any more."""
    allow(permissions.may_have_a_page(current_user))
    must_be_fresh()
    return redirect(url_for("accounts.factors"), 303)


@blueprint.post("/mijn/tweede-stap/sleutel")
def add_passkey() -> ResponseReturnValue:
    allow(permissions.may_have_a_page(current_user))
    form = NewPasskeyForm()
    if not form.validate_on_submit():
        return page(form, form.status)
    must_be_fresh()
    try:
        operations.add_passkey(current_user, the_session(), form.credential.data, form.name.data)
    except Refusal as refusal:
        form.name.errors = [str(refusal)]
        return page(form, 422)
    return added(_("The passkey is ready."), lazy("A passkey was added to your second step."))


@blueprint.post("/mijn/tweede-stap/app")
def begin_app() -> ResponseReturnValue:
    allow(permissions.may_have_a_page(current_user))
    must_be_fresh()
    operations.begin_app(current_user)
    return redirect(url_for("accounts.show_app"), 303)


@blueprint.get("/mijn/tweede-stap/app")
def show_app() -> ResponseReturnValue:
    allow(permissions.may_have_a_page(current_user))
    must_be_fresh()
    return app_page(CodeOfAppForm(None))


def app_page(form: CodeOfAppForm, status: int = 200) -> tuple[str, int]:
    app = queries.code_app_of(current_user, confirmed=False)
    if app is None or app.confirmed_at is not None:
        raise NotFound
    secret, picture = operations.secret_of(app), square(operations.address_for_app(current_user, app))
    return render_template("accounts/app.html", form=form, secret=secret, picture=picture), status


@blueprint.post("/mijn/tweede-stap/app/code")
def confirm_app() -> ResponseReturnValue:
    allow(permissions.may_have_a_page(current_user))
    must_be_fresh()
    form = CodeOfAppForm()
    if not form.validate_on_submit():
        return app_page(form, form.status)
    if not operations.confirm_app(current_user, form.code.data):
        form.code.errors = [_("This code is not right, or it was just over. Type the one that the app shows now.")]
        return app_page(form, 422)
    return added(_("The app is ready."), lazy("An app with codes was added to your second step."))


def added(said: str, what: object) -> ResponseReturnValue:
    """A factor more: the session is one with a second step now, under another token; codes come with the first."""
    operations.after_a_change(current_user, the_session(), what)
    has_codes = operations.factors_of(current_user).recovery_codes > 0
    session[COOKIE] = operations.begin_fresh_session(the_session(), factor=True)
    flash(said)
    g.pop("_login_user", None)  # the page of the codes is the first one of the session under its new token
    return redirect(url_for("accounts.factors")) if has_codes else codes_page()


def codes_page() -> ResponseReturnValue:
    """The only page that ever shows them."""
    return render_template("accounts/recovery_codes.html", codes=operations.new_recovery_codes(current_user))


@blueprint.post("/mijn/tweede-stap/herstelcodes")
def new_codes() -> ResponseReturnValue:
    allow(permissions.may_have_a_page(current_user))
    form = Form()
    if not form.validate_on_submit():
        return page(NewPasskeyForm(None), form.status)
    must_be_fresh()
    if not operations.factors_of(current_user):
        raise Refusal(_("First set up a passkey or an app with codes."))
    operations.after_a_change(current_user, the_session(), lazy("You have new recovery codes; the old ones are void."))
    return codes_page()


def own_factor(public_id: str) -> Passkey | CodeApp:
    found = operations.factor_of(current_user, public_id)
    if found is None:
        raise NotFound
    return found


@blueprint.route("/mijn/tweede-stap/<public_id>/weg", methods=["GET", "POST"])
def remove_factor(public_id: str) -> ResponseReturnValue:
    """Taking a factor away needs that factor itself, or a recovery code when it is lost."""
    allow(permissions.may_have_a_page(current_user))
    factor, form = own_factor(public_id), ProofForm()
    operations.check_it_can_go(current_user)
    if form.validate_on_submit() and proves(form, factor):
        operations.remove_factor(current_user, factor, the_session())
        flash(_("Taken away."))
        return redirect(url_for("accounts.factors"))
    own = operations.Factors([factor], None, 1) if isinstance(factor, Passkey) else operations.Factors([], factor, 1)
    options = operations.options_to_use(own.passkeys, the_session())
    return render_template("accounts/remove_factor.html", own=own, form=form, options=options), form.status


def proves(form: ProofForm, factor: Passkey | CodeApp) -> bool:
    if not form.credential.data and operations.is_slowed_down(current_user):
        raise too_many()
    if operations.passed(current_user, the_session(), form.proof(), only=factor):
        return True
    form.say_no()
    return False
