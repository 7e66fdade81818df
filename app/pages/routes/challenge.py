"""The page of a challenge with its answers, and writing one: windows, for they show gatherings and contributions."""

from typing import Any

from flask import flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.accounts.models import Organisation, Role
from app.accounts.queries import organisation_by_id, user_by_email
from app.challenges import messages, operations, permissions
from app.challenges.forms import ChallengeForm
from app.challenges.models import Challenge
from app.challenges.queries import challenge_by_slug
from app.contributions.disclosure import disclosed
from app.contributions.queries import answers_to, with_most_shared_terms
from app.core.clock import today
from app.core.database import keep_now
from app.core.errors import Refusal
from app.core.guard import allow, public
from app.core.wording import _
from app.gatherings.operations import link
from app.gatherings.queries import coming_gatherings, gatherings_about
from app.pages.routes.blueprint import blueprint
from app.taxonomy.models import Dimension
from app.taxonomy.queries import terms_by_code, top_terms

CHOSEN_FROM = (Dimension.THEME, Dimension.PHASE, Dimension.SCALE)
PLAIN = ("title", "situation", "tried", "fixed", "questions", "usable_answer", "neighbourhood")


@blueprint.get("/uitdagingen/<slug>")
@public
def challenge(slug: str) -> str:
    found = challenge_by_slug(slug, current_user)
    answers = [disclosed(answer, current_user) for answer in answers_to(found, current_user)]
    runs = permissions.may_edit(current_user, found)
    alike = with_most_shared_terms([term.id for term in found.terms], current_user, 3) if runs else []
    return render_template(
        "pages/challenge.html",
        challenge=found,
        answers=answers,
        gatherings=gatherings_about(found),
        runs=runs,
        alike=[disclosed(one, current_user) for one in alike],
        today=today(),
    )


@blueprint.route("/uitdagingen/nieuw", methods=["GET", "POST"])
def new_challenge() -> ResponseReturnValue:
    allow(permissions.may_post(current_user))
    if request.method == "GET":
        form = ChallengeForm(None, closes_on=f"{operations.closing_day():%d-%m-%Y}")
        return page(form, url_for("pages.new_challenge"))
    draft = operations.begin(workplace(), by=current_user)
    return save(draft)


@blueprint.route("/uitdagingen/<slug>/bewerken", methods=["GET", "POST"])
def edit_challenge(slug: str) -> ResponseReturnValue:
    found = challenge_by_slug(slug, current_user)
    allow(permissions.may_edit(current_user, found))
    if request.method == "POST":
        return save(found)
    return page(filled_in(found), url_for("pages.edit_challenge", slug=slug), found)


def workplace() -> Organisation:
    """The municipality that this host posts for: the first one, when there are several."""
    return organisation_by_id(min(current_user.workplaces(Role.HOST)))


def save(found: Challenge) -> ResponseReturnValue:
    """Keeps what was typed, whatever follows; then takes it over when it is complete."""
    form = ChallengeForm()
    typed = {name: value for name, value in form.content().items() if name != "version"}
    operations.keep_typed(found, typed)
    keep_now()
    here = url_for("pages.edit_challenge", slug=found.slug)
    if request.headers.get("X-Autosave"):
        return jsonify(url=here, version=found.version)
    if "later" in request.form:
        flash(_("Saved. Nobody sees it until you publish it."))
        return redirect(url_for("challenges.mine"))
    if not form.validate():
        return page(form, here, found, form.status)
    try:
        take_over(found, form)
    except Refusal as refusal:
        return page(form, here, found, 409, refusal=str(refusal))
    return redirect(url_for("pages.challenge", slug=found.slug))


def take_over(found: Challenge, form: ChallengeForm) -> None:
    codes = form.terms.data or []
    terms = [term for dimension in CHOSEN_FROM for term in terms_by_code(dimension, codes)]
    fields: dict[str, Any] = {name: getattr(form, name).data for name in PLAIN}
    fields["process"] = form.approach.data  # a form has a method of that name already
    version = form.version.data or ""
    seen = int(version) if version.isdecimal() and found.title else found.version
    operations.write(found, seen, terms, closes_on=form.day(), **fields)
    link(form.gathering.data or "", found)
    if form.second_host.data:
        colleague = user_by_email(form.second_host.data)
        if colleague is None:
            raise Refusal(
                _("We do not know this address yet. Ask the administrator to invite your colleague as a host.")
            )
        operations.add_host(found, colleague)
        messages.added_as_host(colleague, found)


def filled_in(found: Challenge) -> ChallengeForm:
    """The form with what was typed last, or else with the challenge as it stands."""
    known = {name: getattr(found, name) for name in PLAIN}
    known |= {
        "approach": found.process,
        "closes_on": f"{found.closes_on or operations.closing_day():%d-%m-%Y}",
        "terms": [term.code for term in found.terms],
        "gathering": next((one.slug for one in gatherings_about(found)), ""),
    }
    return ChallengeForm(None, data=known | (found.typed or {}) | {"version": found.version})


def page(
    form: ChallengeForm, action: str, found: Challenge | None = None, status: int = 200, refusal: str = ""
) -> tuple[str, int]:
    return render_template(
        "pages/challenge_form.html",
        form=form,
        action=action,
        challenge=found,
        refusal=refusal,
        gatherings=coming_gatherings(),
        terms={d.value: top_terms(d) for d in CHOSEN_FROM},
        version=found.version if found else "",
    ), status
