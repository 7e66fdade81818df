"""The list of challenges, and what a host does with one: agree, publish, close."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.accounts.operations import opened_by_link
from app.challenges import operations, permissions, queries
from app.challenges.forms import AgreementForm, AgreementRequestForm, CloseForm, PublishForm
from app.challenges.models import Challenge
from app.challenges.routes.blueprint import blueprint
from app.core.clock import today
from app.core.errors import Refusal
from app.core.forms import Form, day_from
from app.core.guard import allow, public
from app.core.security import fingerprint, secret_address
from app.core.site import address_of
from app.core.typed import shows_again
from app.core.wording import _
from app.taxonomy.models import Dimension
from app.taxonomy.queries import theme_by_slug, top_terms


@blueprint.get("/uitdagingen")
@public
def index() -> str:
    slug = request.args.get("thema", "")
    theme = theme_by_slug(slug) if slug else None
    found = queries.challenges(current_user, theme)
    themes = top_terms(Dimension.THEME)
    return render_template("challenges/index.html", challenges=found, theme=theme, themes=themes, today=today())


@blueprint.get("/mijn/uitdagingen")
def mine() -> str:
    allow(permissions.may_post(current_user))
    found = queries.run_by(current_user)
    owing = queries.owing_replies(found, today())
    return render_template("challenges/mine.html", challenges=found, owing=owing, today=today())


@blueprint.get("/mijn/uitdagingen/aandacht")
def unfinished() -> str:
    """What waits for hosts, for whoever keeps the deal going: by title, nobody is ranked."""
    allow(permissions.may_see_unfinished(current_user))
    found = queries.unfinished(today())
    owing = queries.owing_replies(found, today())
    return render_template("challenges/unfinished.html", challenges=found, owing=owing, today=today())


@blueprint.route("/uitdagingen/<slug>/meelezen", methods=["GET", "POST"])
@shows_again
def ask_to_agree(slug: str) -> ResponseReturnValue:
    challenge = queries.challenge_by_slug(slug, current_user)
    allow(permissions.may_edit(current_user, challenge))
    form = AgreementRequestForm()
    if not form.validate_on_submit():
        return page("ask_to_agree", challenge, form)
    try:
        token = operations.ask_to_agree(challenge, form.reader.data)
    except Refusal as refusal:
        return page("ask_to_agree", challenge, form, str(refusal))
    return page("ask_to_agree", challenge, form, url=address_of(url_for("challenges.agree", token=token)))


def page(name: str, challenge: Challenge, form: Form, refusal: str = "", **more: object) -> tuple[str, int]:
    """One of the pages with a form about a challenge; a refusal stands above what was typed."""
    text = render_template(f"challenges/{name}.html", challenge=challenge, form=form, refusal=refusal, **more)
    return text, 409 if refusal else form.status


@blueprint.route("/meelezen/<token>", methods=["GET", "POST"])
@public
@shows_again
@secret_address
def agree(token: str) -> ResponseReturnValue:
    place = request.remote_addr or ""
    agreement = opened_by_link(place, lambda: queries.agreement_by_token(fingerprint(token)))
    form = AgreementForm()
    status, refusal = form.status, ""
    if form.validate_on_submit():
        try:
            operations.answer(agreement, form.agreed.data == "yes", form.remark.data, form.seen_version())
        except Refusal as changed:
            status, refusal = 409, str(changed)
        else:
            return render_template("challenges/agreed.html", agreement=agreement)
    c = agreement.challenge
    page = render_template("challenges/agree.html", agreement=agreement, c=c, form=form, refusal=refusal)
    return page, max(status, form.status)


@blueprint.route("/uitdagingen/<slug>/publiceren", methods=["GET", "POST"])
@shows_again
def publish(slug: str) -> ResponseReturnValue:
    challenge = queries.challenge_by_slug(slug, current_user)
    allow(permissions.may_edit(current_user, challenge))
    proposed = operations.proposed_end(challenge)
    form = PublishForm(questions_until=f"{proposed:%d-%m-%Y}" if proposed else "")
    if not form.validate_on_submit():
        return page("publish", challenge, form)
    try:
        operations.publish(challenge, day_from(form.visible_from.data or ""), form.last_day(), form.first_day())
    except Refusal as refusal:
        return page("publish", challenge, form, str(refusal))
    flash(_("Published. Share the link with people who know more about it."))
    return redirect(url_for("pages.challenge", slug=challenge.slug))


@blueprint.route("/uitdagingen/<slug>/sluiten", methods=["GET", "POST"])
@shows_again
def close(slug: str) -> ResponseReturnValue:
    challenge = queries.challenge_by_slug(slug, current_user)
    allow(permissions.may_edit(current_user, challenge))
    form = CloseForm()
    if not form.validate_on_submit():
        return closing_page(challenge, form)
    try:
        operations.close(challenge, form.note.data, form.remains.data)
    except Refusal as refusal:
        return closing_page(challenge, form, str(refusal))
    flash(_("Closed. Everybody can read what you take along."))
    return redirect(url_for("pages.challenge", slug=challenge.slug))


def closing_page(challenge: Challenge, form: CloseForm, refusal: str = "") -> tuple[str, int]:
    """With what closing it cuts off: a round of questions that runs, and what was asked and has no answer yet."""
    unanswered = queries.number_unanswered(challenge)
    return page("close", challenge, form, refusal, unanswered=unanswered, today=today())
