"""Planning a gathering: what an organiser does with it as a whole."""

from collections.abc import Sequence

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.accounts.models import Organisation, Role
from app.challenges.models import Challenge
from app.challenges.permissions import may_view as may_view_challenge
from app.core.errors import Refusal
from app.core.forms import Form
from app.core.guard import allow
from app.core.security import random_id
from app.core.typed import shows_again
from app.core.wording import _
from app.gatherings import operations, permissions, queries
from app.gatherings.forms import CancelForm, CopyForm, GatheringForm
from app.gatherings.forms.planning import filled_in
from app.gatherings.models import Gathering
from app.gatherings.routes.blueprint import blueprint
from app.gatherings.routes.registration import own_registrations
from app.gatherings.routes.typing import Typing


@blueprint.get("/mijn/bijeenkomsten")
def mine() -> str:
    allow(permissions.may_have_tasks(current_user))
    found = queries.own_gatherings(current_user)
    organised = {one.id for one in found if permissions.may_organise(current_user, one)}
    given = {"may_plan": permissions.may_plan(current_user), "asked": queries.asked_as_host(current_user)}
    given |= {"left": queries.left_drafts(current_user), "signed_up": own_registrations(current_user)}
    return render_template("gatherings/mine.html", gatherings=found, organised=organised, **given)


@blueprint.route("/bijeenkomsten/nieuw", methods=["GET", "POST"])
@shows_again
def new() -> ResponseReturnValue:
    allow(permissions.may_plan(current_user))
    typing = Typing("new")
    if aside := typing.aside():
        return aside
    form = GatheringForm(typing.fields, key=random_id())
    if not form.validate_on_submit():
        return writing_page(form, typing)
    host = workplace(form)
    chosen = picked(form, offered([host]))
    gathering = operations.begin(host, current_user, chosen, form.key.data or "", **form.fields())
    typing.done()
    flash(saved_as_draft(gathering))
    return redirect(url_for("gatherings.plan", slug=gathering.slug))


def saved_as_draft(gathering: Gathering) -> str:
    if not gathering.cohosts:
        return _("Saved as a draft. Nobody sees it until you publish it.")
    return _("Saved as a draft. Hosts of the organisation that you asked read the name, day, hour and place already.")


@blueprint.route("/bijeenkomsten/<slug>/bewerken", methods=["GET", "POST"])
@shows_again
def edit(slug: str) -> ResponseReturnValue:
    gathering = queries.gathering_by_slug(slug, current_user)
    allow(permissions.may_organise(current_user, gathering))
    typing = Typing("edit", gathering)
    if aside := typing.aside():
        return aside
    form = GatheringForm(typing.fields, data=filled_in(gathering))
    form.kept_day = gathering.on
    if not form.validate_on_submit():
        return writing_page(form, typing)
    try:
        operations.write(
            gathering, form.seen_version(), picked(form, offered_to(gathering)), **form.fields()
        )
    except Refusal as refusal:
        form.version.data = str(gathering.version)
        return writing_page(form, typing, str(refusal))
    typing.done()
    flash(_("Saved."))
    return redirect(url_for("gatherings.plan", slug=gathering.slug))


def workplace(form: GatheringForm) -> Organisation:
    """The organisation that was chosen; the first one as long as none was."""
    known: list[Organisation] = current_user.organisations(Role.HOST)
    return next((organisation for organisation in known if str(organisation.id) == form.organisation.data), known[0])


def offered(organisations: Sequence[Organisation]) -> Sequence[Challenge]:
    return queries.offered_challenges(current_user, [one.id for one in organisations])


def offered_to(gathering: Gathering) -> Sequence[Challenge]:
    return queries.offered_challenges(current_user, gathering.organisation_ids, gathering.challenges)


def picked(form: Form, known: Sequence[Challenge]) -> list[Challenge]:
    """The challenges that were ticked, of those that were there to tick."""
    return [challenge for challenge in known if challenge.slug in (form.challenges.data or [])]


def writing_page(form: GatheringForm, typing: Typing, refusal: str = "") -> tuple[str, int]:
    gathering = typing.gathering
    places = [gathering.organisation] if gathering else current_user.organisations(Role.HOST)
    page = render_template(
        "gatherings/form.html",
        form=form,
        gathering=gathering,
        typing=typing,
        workplaces=places,
        challenges=offered_to(gathering) if gathering else offered(places),
        series=queries.series_titles(),
        refusal=refusal,
    )
    return page, 409 if refusal else form.status


@blueprint.get("/bijeenkomsten/<slug>/plannen")
def plan(slug: str) -> str:
    gathering = queries.gathering_by_slug(slug, current_user)
    allow(permissions.may_organise(current_user, gathering))
    return plan_page(gathering)


def plan_page(gathering: Gathering, refusal: str = "") -> str:
    todo = operations.missing(gathering) if gathering.status.value == "draft" else []
    given = {"todo": todo, "too_few": operations.has_too_few(gathering), "refusal": refusal}
    given["lacks_walk"] = operations.lacks_walk(gathering)
    tied = ((stop.id, stop.challenge) for stop in gathering.stops)
    given["of_stops"] = {key: about for key, about in tied if about and may_view_challenge(current_user, about)}
    for name, agreed in (("asked", False), ("named", True)):
        found = queries.cohosts(gathering, agreed)
        given[name] = [(one, permissions.may_plan_for(current_user, one.id)) for one in found]
    return render_template("gatherings/plan.html", gathering=gathering, **given)


@blueprint.post("/bijeenkomsten/<slug>/publiceren")
def publish(slug: str) -> ResponseReturnValue:
    gathering = queries.gathering_by_slug(slug, current_user)
    allow(permissions.may_organise(current_user, gathering))
    try:
        operations.publish(gathering)
    except Refusal as refusal:
        return plan_page(gathering, str(refusal)), 409
    flash(_("Published. Everybody can read of it and sign up."))
    return redirect(url_for("gatherings.plan", slug=gathering.slug))


@blueprint.route("/bijeenkomsten/<slug>/weggooien", methods=["GET", "POST"])
def throw_away(slug: str) -> ResponseReturnValue:
    """Asks once, and then it is gone."""
    gathering = queries.gathering_by_slug(slug, current_user)
    allow(permissions.may_organise(current_user, gathering))
    if request.method != "POST":
        return render_template("gatherings/throw_away.html", gathering=gathering)
    try:
        operations.throw_away(gathering)
    except Refusal as refusal:
        return plan_page(gathering, str(refusal)), 409
    flash(_("Thrown away."))
    return redirect(url_for("gatherings.mine"))


@blueprint.route("/bijeenkomsten/<slug>/afzeggen", methods=["GET", "POST"])
@shows_again
def cancel(slug: str) -> ResponseReturnValue:
    gathering = queries.gathering_by_slug(slug, current_user)
    allow(permissions.may_organise(current_user, gathering))
    form = CancelForm()
    if not form.validate_on_submit():
        return deed_page("cancel", gathering, form)
    try:
        operations.cancel(gathering, form.why.data)
    except Refusal as refusal:
        return deed_page("cancel", gathering, form, str(refusal))
    flash(_("Cancelled. Its page says so, and calendars that follow it."))
    return redirect(url_for("gatherings.gathering", slug=gathering.slug))


@blueprint.route("/bijeenkomsten/<slug>/kopieren", methods=["GET", "POST"])
@shows_again
def copy(slug: str) -> ResponseReturnValue:
    gathering = queries.gathering_by_slug(slug, current_user)
    allow(permissions.may_organise(current_user, gathering))
    form = CopyForm(title=gathering.title, key=random_id())
    if not form.validate_on_submit():
        return deed_page("copy", gathering, form)
    new_one = operations.copy(gathering, form.title.data, form.day(), current_user, form.key.data or "")
    flash(_("Copied. Look at what differs this time."))
    return redirect(url_for("gatherings.plan", slug=new_one.slug))


def deed_page(name: str, gathering: Gathering, form: Form, refusal: str = "") -> tuple[str, int]:
    page = render_template(f"gatherings/{name}.html", gathering=gathering, form=form, refusal=refusal)
    return page, 409 if refusal else form.status
