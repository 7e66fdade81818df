"""Writing a challenge: a window, for it shows gatherings and the experiences that look like it."""

from typing import Any

from flask import flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.accounts.models import Organisation, Role
from app.accounts.operations import invite_host
from app.accounts.queries import user_by_email
from app.challenges import operations, permissions
from app.challenges.models import Challenge
from app.challenges.queries import challenge_by_slug
from app.contributions.filters import name_of
from app.contributions.selection import about_which, gap_in_words, gap_named
from app.core.clock import today
from app.core.database import keep_now
from app.core.errors import NotFound, Refusal
from app.core.forms import tidy
from app.core.guard import allow
from app.core.security import random_id
from app.core.wording import _
from app.gatherings.operations import link
from app.gatherings.queries import coming_gatherings, gatherings_about
from app.pages.forms import ChallengeForm
from app.pages.queries import resembling
from app.pages.routes.blueprint import blueprint
from app.taxonomy.models import Dimension, Term
from app.taxonomy.queries import terms_by_code, top_terms

TITLE = 150  # characters
CHOSEN_FROM = (Dimension.THEME, Dimension.PHASE, Dimension.SCALE)
PLAIN = ("title", "situation", "tried", "fixed", "questions", "usable_answer", "neighbourhood")


@blueprint.route("/uitdagingen/nieuw", methods=["GET", "POST"])
def new_challenge() -> ResponseReturnValue:
    if signed_out_while_writing():
        return page(ChallengeForm(), status=401, notice="signed_out")
    allow(permissions.may_post(current_user))
    if request.method != "POST":
        return page(ChallengeForm(None, data=begun()))
    form = ChallengeForm()
    return save(begun_with(form), form)


def begun_with(form: ChallengeForm) -> Challenge:
    """The draft of this form. Where it asks about a gap in the balance stands in the address, as long as it is new."""
    key, asks = form.key.data or "", gap_named(request.args.getlist("over"))
    return operations.begin(workplace(form), by=current_user, key=key, gap_sides=asks)


def begun() -> dict[str, Any]:
    """What a new form begins with: of a gap in the balance, which an address names, what is asked about it."""
    found = about_which(request.args.getlist("over"))
    given: dict[str, Any] = {"closes_on": f"{operations.closing_day():%d-%m-%Y}"}
    if found:
        what = ", ".join(name_of(choice) for choice in found)
        given |= {
            "title": _("How do you go about %(what)s?", what=what)[:TITLE],
            "questions": _("What did you live through with %(what)s? What helped, and what went wrong?", what=what),
            "terms": [choice.term.code for choice in found if choice.term is not None],
        }
    return given


@blueprint.route("/uitdagingen/<slug>/bewerken", methods=["GET", "POST"])
def edit_challenge(slug: str) -> ResponseReturnValue:
    if signed_out_while_writing():
        return page(ChallengeForm(), status=401, notice="signed_out")
    found = challenge_by_slug(slug, current_user)
    allow(permissions.may_edit(current_user, found))
    if request.method != "POST":
        return page(filled_in(found), found, notice="typed" if found.typed_by(current_user) else "")
    if "forget" in request.form:
        operations.forget_typed(found, by=current_user)
        return redirect(url_for("pages.edit_challenge", slug=slug))
    return save(found, ChallengeForm())


@blueprint.post("/uitdagingen/nieuw/lijkt-op")
def resembling_challenge() -> ResponseReturnValue:
    """What looks like the text that is being written; keeps nothing."""
    allow(permissions.may_post(current_user))
    alike = resembling(words_of(ChallengeForm()), current_user)
    return jsonify(html=render_template("pages/_resembling.html", alike=alike))


def signed_out_while_writing() -> bool:
    return request.method == "POST" and not current_user.is_authenticated


def hosts_for(found: Challenge | None) -> list[Organisation]:
    """The municipalities to choose from, as long as that can be chosen."""
    can_choose = current_user.is_authenticated and (found is None or found.is_draft)
    return current_user.organisations(Role.HOST) if can_choose else []


def workplace(form: ChallengeForm) -> Organisation:
    """The municipality that was chosen; the first one as long as none was."""
    known: list[Organisation] = current_user.organisations(Role.HOST)
    return next((organisation for organisation in known if str(organisation.id) == form.organisation.data), known[0])


def save(found: Challenge, form: ChallengeForm) -> ResponseReturnValue:
    """Keeps what was typed, whatever follows; then takes it over when it is complete."""
    keep(found, form)
    if request.headers.get("X-Autosave"):
        return jsonify(url=url_for("pages.edit_challenge", slug=found.slug))
    if "later" in request.form:
        flash(_("Saved. Nobody sees it until you publish it."))
        return redirect(url_for("challenges.mine"))
    if "alike" in request.form:
        return page(form, found, alike=resembling(words_of(form), current_user, but=found))
    form.kept_day, form.own_address = found.closes_on, current_user.email
    form.slugs = frozenset(gathering.slug for gathering in coming_gatherings())
    if not form.validate():
        return page(form, found, form.status)
    try:
        take_over(found, form)
    except Refusal as refusal:
        form.version.data = str(found.version)
        return page(form, found, 409, refusal=str(refusal))
    return redirect(url_for("pages.challenge", slug=found.slug))


def keep(found: Challenge, form: ChallengeForm) -> None:
    operations.keep_typed(found, form.typed(), by=current_user)
    keep_now()


def keep_and_show(slug: str | None) -> ResponseReturnValue:
    """For a form whose token is too old: keeps it, and asks to send it once more. Raises NotFound."""
    form = ChallengeForm(meta={"csrf": False})
    if not current_user.is_authenticated:
        return page(form, status=401, notice="signed_out")
    found = written_at(slug, form)
    keep(found, form)
    if request.headers.get("X-Autosave"):
        return jsonify(url=url_for("pages.edit_challenge", slug=found.slug))
    return page(form, found, status=400, notice="expired")


def written_at(slug: str | None, form: ChallengeForm) -> Challenge:
    """The challenge that the form belongs to. Raises NotFound when this is none of this person's business."""
    if slug is None and permissions.may_post(current_user):
        return begun_with(form)
    found = challenge_by_slug(slug or "", current_user)
    if not permissions.may_edit(current_user, found):
        raise NotFound
    return found


def take_over(found: Challenge, form: ChallengeForm) -> None:
    codes = [tidy(code) for code in form.terms.data or []]
    asked = [term for dimension in CHOSEN_FROM for term in terms_by_code(dimension, codes)]
    terms = [term for term in asked if term.may_be_chosen or term in found.terms]
    fields: dict[str, Any] = {name: getattr(form, name).data for name in PLAIN}
    fields |= {"process": form.approach.data, "closes_on": form.day()}  # a form has a method `process` already
    if form.organisation.data:
        operations.post_for(found, workplace(form))
    operations.write(found, form.seen_version(), terms, by=current_user, **fields)
    if form.drops_gap.data:
        operations.let_go_of_gap(found)
    link(form.gathering.data or "", found)
    if form.second_host.data:
        share_with(found, form.second_host.data)


def share_with(found: Challenge, email: str) -> None:
    """Makes a colleague the second host. Who is no host of this municipality yet is invited to be one."""
    colleague = user_by_email(email)
    if colleague is not None and colleague.works_for(found.organisation_id, Role.HOST):
        operations.add_host(found, colleague)
    else:
        operations.want_host(found, email)
        invite_host(email, found.organisation, by=current_user)
        flash(_("%(email)s is invited, and runs this challenge with you as soon as they say yes.", email=email))


def filled_in(found: Challenge) -> ChallengeForm:
    """The form with what this host typed last, or else with the challenge as it stands."""
    known: dict[str, Any] = {name: getattr(found, name) for name in PLAIN}
    known |= {
        "approach": found.process,
        "closes_on": f"{found.closes_on or operations.closing_day():%d-%m-%Y}",
        "terms": [term.code for term in found.terms],
        "gathering": next((one.slug for one in gatherings_about(found)), ""),
        "version": found.version,
        "organisation": str(found.organisation_id),
    }
    return ChallengeForm(None, data=known | found.typed_by(current_user))


def on_offer(dimension: Dimension, found: Challenge | None) -> list[Term]:
    """What may be chosen, and what the challenge carries already: that stays until somebody takes it off."""
    top = top_terms(dimension)
    carried = found.terms if found else []
    return [*top, *(term for term in carried if term.dimension is dimension and term not in top)]


def words_of(form: ChallengeForm) -> str:
    return f"{form.title.data or ''} {form.situation.data or ''} {form.questions.data or ''}"


def page(form: ChallengeForm, found: Challenge | None = None, status: int = 200, **shown: Any) -> tuple[str, int]:
    """The form; `shown` may hold a notice above it, a refusal, or what looks like it."""
    asks = found.gap_sides if found else gap_named(request.args.getlist("over"))
    new = url_for("pages.new_challenge", over=asks.split())
    here = url_for("pages.edit_challenge", slug=found.slug) if found else new
    if found is None and request.view_args:
        here = url_for(str(request.endpoint), **request.view_args)
    return render_template(
        "pages/challenge_form.html",
        form=form,
        action=here,
        gap=gap_in_words(asks),
        challenge=found,
        gatherings=coming_gatherings(),
        workplaces=hosts_for(found),
        terms={d.value: on_offer(d, found) for d in CHOSEN_FROM},
        version=form.version.data or (found.version if found else 1),
        key=form.key.data or random_id(),
        today=today(),
        **shown,
    ), status
