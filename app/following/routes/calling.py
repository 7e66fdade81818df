"""Putting a challenge, a question or an empty place of the balance out to people who follow what it is about."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from werkzeug.datastructures import MultiDict

from app.challenges.queries import challenge_by_slug
from app.core.errors import Refusal
from app.core.guard import allow
from app.core.wording import _, language
from app.following.forms import CallForm
from app.following.operations import calling
from app.following.operations.calling import MOST_THEMES, Put
from app.following.permissions import may_put_out
from app.following.routes.blueprint import blueprint
from app.following.words import title_of
from app.stocktaking.gaps import word_of
from app.stocktaking.queries import number_at, question_without_quotes, spot_by_words
from app.taxonomy.models import Dimension

NAMES = ("thema", "rol", "werkt")


@blueprint.route("/uitdagingen/<slug>/oproep", methods=["GET", "POST"])
def call_for_challenge(slug: str) -> ResponseReturnValue:
    found = challenge_by_slug(slug, current_user)
    allow(may_put_out(current_user, found))
    themes = [term.code for term in found.terms if term.dimension is Dimension.THEME]
    return asked(Put(challenge=found, themes=themes), found.title, url_for("pages.challenge", slug=slug))


@blueprint.route("/vraagstukken/<slug>/oproep", methods=["GET", "POST"])
def call_for_question(slug: str) -> ResponseReturnValue:
    found = question_without_quotes(slug, current_user)
    allow(may_put_out(current_user, found))
    return asked(Put(question=found), found.sentence, url_for("stocktaking.question", slug=slug))


@blueprint.route("/werkbank/gaten/<first>/oproep", methods=["GET", "POST"])
@blueprint.route("/werkbank/gaten/<first>/<second>/oproep", methods=["GET", "POST"])
def call_for_gap(first: str, second: str = "") -> ResponseReturnValue:
    allow(may_put_out(current_user, None))
    place = spot_by_words(first, second)
    if number_at(place, current_user):
        raise Refusal(_("Contributions lie here by now, so it is no gap."))
    sides = [word_of(side) for side in place.sides]
    themes = [side.term.code for side in place.sides if side.name == "thema" and side.term is not None]
    back = url_for("stocktaking.judge_gap", **place.words)  # type: ignore[arg-type]
    return asked(Put(sides=sides, themes=themes), title_of(sides), back)


def asked(put: Put, title: str, back: str) -> ResponseReturnValue:
    """The form with how many it reaches; what stands in the address was tapped before."""
    if request.method == "POST":
        return sent(put, title, back)
    tapped = {name: [code for code in request.args.getlist(name) if code] for name in NAMES}
    before = tapped if set(NAMES) & request.args.keys() else {"thema": list(put.themes)[:MOST_THEMES]}
    form = CallForm(MultiDict(before), themes=put.themes, meta={"csrf": False})
    form.validate()
    return page(chosen(put, form.data), form, title, back), 200


def sent(put: Put, title: str, back: str) -> ResponseReturnValue:
    form = CallForm(themes=put.themes)
    if not form.validate_on_submit():
        return page(put, form, title, back), 422
    put = chosen(put, form.data)
    if request.form.get("action") == "tel":
        tapped: dict[str, Any] = {name: form[name].data or "" for name in NAMES}  # an empty one: nothing was tapped
        return redirect(url_for(str(request.endpoint), **(request.view_args or {}), **tapped), code=303)
    calling.put_out(put, by=current_user)
    flash(_("Put out. Who follows it reads it in the next mail, at the hours that they chose."))
    return redirect(back, code=303)


def chosen(put: Put, data: Mapping[str, Sequence[str] | None]) -> Put:
    themes, roles, kinds = (tuple(data.get(name) or ()) for name in NAMES)
    return replace(put, themes=themes, roles=roles, kinds=kinds)


def page(put: Put, form: CallForm, title: str, back: str) -> str:
    given = {"title": title, "back": back, "title_language": language() if put.sides else "nl"}
    number = None if form.errors else calling.roughly_reached(put)  # of what is not offered there is none
    return render_template("following/call.html", form=form, number=number, **given)
