"""Judging where nothing lies in the balance, and putting the question out."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.challenges.permissions import may_post
from app.core.errors import Refusal
from app.core.forms import number_in
from app.core.guard import allow
from app.core.site import address_of
from app.core.typed import shows_again
from app.core.wording import _
from app.gatherings.permissions import may_organise
from app.gatherings.queries import coming_gatherings
from app.stocktaking import operations, permissions, queries
from app.stocktaking.forms import GapForm
from app.stocktaking.gaps import Spot, word_of
from app.stocktaking.models import Verdict
from app.stocktaking.routes.blueprint import blueprint


@blueprint.get("/werkbank/gaten")
def gaps() -> str:
    allow(permissions.may_take_stock(current_user))
    found = {"judged_gaps": queries.judged_gaps(), "put_out": queries.spots_put_out()}
    return render_template("stocktaking/gaps.html", **found)


@blueprint.route("/werkbank/gaten/<first>", methods=["GET", "POST"])
@blueprint.route("/werkbank/gaten/<first>/<second>", methods=["GET", "POST"])
@shows_again
def judge_gap(first: str, second: str = "") -> ResponseReturnValue:
    allow(permissions.may_take_stock(current_user))
    place = queries.spot_by_words(first, second)
    form = GapForm(None) if request.method == "GET" else GapForm()
    if not form.validate_on_submit():
        return page(place, form, form.status)
    try:
        operations.judge(place, Verdict(form.verdict.data), form.note.data, current_user, number_in(form.version.data))
    except Refusal as refusal:
        return page(place, form, 409, refusal=str(refusal))
    flash(_("Saved. Everybody sees what you found in the balance, without your name."))
    return redirect(address_of_gap(place))


@blueprint.post("/werkbank/gaten/<first>/terug")
@blueprint.post("/werkbank/gaten/<first>/<second>/terug")
def take_judgement_back(first: str, second: str = "") -> ResponseReturnValue:
    allow(permissions.may_take_stock(current_user))
    place = queries.spot_by_words(first, second)
    operations.take_judgement_back(place, number_in(request.form.get("version")))
    flash(_("Taken back."))
    return redirect(address_of_gap(place))


def address_of_gap(place: Spot) -> str:
    return url_for("stocktaking.judge_gap", **place.words)  # type: ignore[arg-type]


def page(place: Spot, form: GapForm, status: int, refusal: str = "") -> tuple[str, int]:
    """The page of one gap. After a refusal the form carries the version that is shown: pressing once more saves."""
    gap = queries.found_at(place)
    if refusal or form.version.data is None:
        form.version.data = str(gap.version)
    gathering = next(iter(coming_gatherings()), None)
    organises = gathering is not None and may_organise(current_user, gathering)
    ask = {"over": [word_of(side) for side in place.sides]}
    return render_template(
        "stocktaking/gap.html",
        place=place,
        gap=gap,
        form=form,
        refusal=refusal,
        put_out=queries.put_out_at(place),
        number=queries.number_at(place, current_user),
        share=address_of(url_for("contributions.start", **ask)),  # type: ignore[arg-type]
        over=ask["over"],
        gathering=gathering,
        organises=organises,
        parts=[part for part in gathering.parts if not part.gap_sides] if gathering and organises else [],
        may_post=may_post(current_user),
    ), status
