"""The parts of a programme and the stops of a walk, each on a page of its own."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.core.errors import Refusal
from app.core.forms import Form
from app.core.guard import allow
from app.core.security import random_id
from app.core.typed import shows_again
from app.core.wording import _
from app.gatherings import operations, permissions, queries
from app.gatherings.forms import PartForm, StopForm
from app.gatherings.forms.programme import part_filled_in, stop_filled_in
from app.gatherings.models import Gathering, Part, Stop
from app.gatherings.routes.blueprint import blueprint
from app.gatherings.routes.planning import offered_to, picked
from app.taxonomy.models import Dimension
from app.taxonomy.queries import terms_by_code, top_terms


@blueprint.route("/bijeenkomsten/<slug>/programma/nieuw", methods=["GET", "POST"])
@blueprint.route("/bijeenkomsten/<slug>/programma/<piece_id>", methods=["GET", "POST"])
@shows_again
def write_part(slug: str, piece_id: str = "") -> ResponseReturnValue:
    gathering = queries.gathering_by_slug(slug, current_user)
    allow(permissions.may_organise(current_user, gathering))
    found = queries.part_of(gathering, piece_id) if piece_id else None
    form = PartForm(data=part_filled_in(found) if found else {"key": random_id()})
    if not form.validate_on_submit():
        return piece_page("part", gathering, form, found)
    try:
        number, about = piece_id or new_id(gathering, form), picked(form, offered_to(gathering))
        operations.write_part(gathering, number, about, **form.fields())
    except Refusal as refusal:
        return piece_page("part", gathering, form, found, str(refusal))
    return saved(gathering, "programma")


@blueprint.post("/bijeenkomsten/<slug>/programma/<piece_id>/weg")
def remove_part(slug: str, piece_id: str) -> ResponseReturnValue:
    gathering = queries.gathering_by_slug(slug, current_user)
    allow(permissions.may_organise(current_user, gathering))
    operations.remove_part(gathering, queries.part_of(gathering, piece_id))
    flash(_("Taken out of the programme."))
    return redirect(url_for("gatherings.plan", slug=slug))


@blueprint.route("/bijeenkomsten/<slug>/haltes/nieuw", methods=["GET", "POST"])
@blueprint.route("/bijeenkomsten/<slug>/haltes/<piece_id>", methods=["GET", "POST"])
@shows_again
def write_stop(slug: str, piece_id: str = "") -> ResponseReturnValue:
    gathering = queries.gathering_by_slug(slug, current_user)
    allow(permissions.may_organise(current_user, gathering))
    found = queries.stop_of(gathering, piece_id) if piece_id else None
    known = stop_filled_in(found) if found else {"number": str(len(gathering.stops) + 1), "key": random_id()}
    form = StopForm(data=known)
    if not form.validate_on_submit():
        return piece_page("stop", gathering, form, found)
    challenge = next((one for one in offered_to(gathering) if one.slug == form.challenge.data), None)
    theme = next(iter(terms_by_code(Dimension.THEME, [form.theme.data or ""])), None)
    try:
        operations.write_stop(gathering, piece_id or new_id(gathering, form), challenge, theme, **form.fields())
    except Refusal as refusal:
        return piece_page("stop", gathering, form, found, str(refusal))
    return saved(gathering, "wandeling")


@blueprint.post("/bijeenkomsten/<slug>/haltes/<piece_id>/weg")
def remove_stop(slug: str, piece_id: str) -> ResponseReturnValue:
    gathering = queries.gathering_by_slug(slug, current_user)
    allow(permissions.may_organise(current_user, gathering))
    operations.remove_stop(gathering, queries.stop_of(gathering, piece_id))
    flash(_("Taken out of the walk."))
    return redirect(url_for("gatherings.plan", slug=slug))


def new_id(gathering: Gathering, form: PartForm | StopForm) -> str:
    return operations.id_from(gathering, form.key.data or random_id())


def saved(gathering: Gathering, where: str) -> ResponseReturnValue:
    flash(_("Saved."))
    return redirect(url_for("gatherings.plan", slug=gathering.slug, _anchor=where))


def piece_page(
    name: str, gathering: Gathering, form: Form, piece: Part | Stop | None, refusal: str = ""
) -> tuple[str, int]:
    page = render_template(
        f"gatherings/{name}.html",
        gathering=gathering,
        form=form,
        piece=piece,
        action=request.path,
        challenges=offered_to(gathering),
        themes=top_terms(Dimension.THEME),
        refusal=refusal,
    )
    return page, 409 if refusal else form.status
