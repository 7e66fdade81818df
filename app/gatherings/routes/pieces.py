"""The parts of a programme and the stops of a walk, each on a page of its own."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.contributions.filters import Choice, name_of
from app.contributions.selection import about_which, gap_in_words, gap_named
from app.core.errors import Refusal
from app.core.guard import allow
from app.core.security import random_id
from app.core.typed import shows_again
from app.core.wording import _
from app.gatherings import operations, permissions, queries
from app.gatherings.forms import PartForm, StopForm
from app.gatherings.forms.programme import PieceForm, part_filled_in, stop_filled_in
from app.gatherings.models import Gathering, Part, Stop
from app.gatherings.piece_mark import mark_of
from app.gatherings.routes.blueprint import blueprint
from app.gatherings.routes.planning import offered_to, picked, plan_page
from app.gatherings.routes.typing import Typing
from app.taxonomy.models import Dimension
from app.taxonomy.queries import terms_by_code, top_terms

QUESTION = 300  # characters
AnyForm = TypeVar("AnyForm", bound=PieceForm)


@blueprint.route("/bijeenkomsten/<slug>/programma/nieuw", methods=["GET", "POST"])
@blueprint.route("/bijeenkomsten/<slug>/programma/<piece_id>", methods=["GET", "POST"])
@shows_again
def write_part(slug: str, piece_id: str = "") -> ResponseReturnValue:
    gathering = queries.gathering_by_slug(slug, current_user)
    allow(permissions.may_organise(current_user, gathering))
    found = queries.part_of(gathering, piece_id) if piece_id else None
    typing = Typing("part", gathering, piece_id)
    known = part_filled_in(found) if found else begun_part()
    form = with_gap(PartForm(typing.fields, data=known))

    def write() -> None:
        about, number = picked(form, offered_to(gathering)), id_of(gathering, form, found)
        asks = gap_after(form, found)
        operations.write_part(gathering, number, about, seen(form, found), gap_sides=asks, **form.fields())

    return written("part", typing, form, found, write)


def begun_part() -> dict[str, str]:
    """What a new part begins with: of a gap in the balance, which an address names, the question about it."""
    found = about_which(request.args.getlist("over"))
    return {"key": random_id()} | ({"note": question_about(found)} if found else {})


@blueprint.route("/bijeenkomsten/<slug>/programma/<piece_id>/weg", methods=["GET", "POST"])
def remove_part(slug: str, piece_id: str) -> ResponseReturnValue:
    """Asks once, with how many people lose their place; then it is gone, and they hear it."""
    gathering = queries.gathering_by_slug(slug, current_user)
    allow(permissions.may_organise(current_user, gathering))
    part = queries.part_of(gathering, piece_id)
    if request.method != "POST":
        return part_off_page(gathering, part)
    try:
        operations.remove_part(gathering, part, request.form.get("told", 0, type=int))
    except Refusal as refusal:
        return part_off_page(gathering, part, str(refusal)), 409
    return back_to_plan(gathering, _("Taken out of the programme."), "programma")


def part_off_page(gathering: Gathering, part: Part, refusal: str = "") -> str:
    losing = operations.who_loses(gathering, part)
    why = operations.why_part_stays(gathering, part, losing)
    given = {"part": part, "number": len(losing), "why": why, "refusal": refusal}
    return render_template("gatherings/part_off.html", gathering=gathering, **given)


@blueprint.route("/bijeenkomsten/<slug>/haltes/nieuw", methods=["GET", "POST"])
@blueprint.route("/bijeenkomsten/<slug>/haltes/<piece_id>", methods=["GET", "POST"])
@shows_again
def write_stop(slug: str, piece_id: str = "") -> ResponseReturnValue:
    gathering = queries.gathering_by_slug(slug, current_user)
    allow(permissions.may_organise(current_user, gathering))
    found = queries.stop_of(gathering, piece_id) if piece_id else None
    known = stop_filled_in(found) if found else begun(gathering)
    typing = Typing("stop", gathering, piece_id)
    form = with_gap(StopForm(typing.fields, data=known))

    def write() -> None:
        challenge = next((one for one in offered_to(gathering) if one.slug == form.challenge.data), None)
        theme = next(iter(terms_by_code(Dimension.THEME, [form.theme.data or ""])), None)
        number = id_of(gathering, form, found)
        asks = gap_after(form, found)
        operations.write_stop(
            gathering, number, challenge, theme, seen(form, found), gap_sides=asks, **form.fields()
        )

    return written("stop", typing, form, found, write)


def begun(gathering: Gathering) -> dict[str, str]:
    """What a new stop begins with: of a gap in the balance, which an address names, what to look at and the theme."""
    given = {"number": str(len(gathering.stops) + 1), "key": random_id()}
    found = about_which(request.args.getlist("over"))
    if found:
        given["question"] = question_about(found)
        themes = [choice.term.code for choice in found if choice.term and choice.term.dimension is Dimension.THEME]
        given["theme"] = next(iter(themes), "")
    return given


def question_about(gap: Sequence[Choice]) -> str:
    what = ", ".join(name_of(choice) for choice in gap)
    return _("What did you live through with %(what)s?", what=what)[:QUESTION]


@blueprint.post("/bijeenkomsten/<slug>/haltes/<piece_id>/weg")
def remove_stop(slug: str, piece_id: str) -> ResponseReturnValue:
    gathering = queries.gathering_by_slug(slug, current_user)
    allow(permissions.may_organise(current_user, gathering))
    try:
        operations.remove_stop(gathering, queries.stop_of(gathering, piece_id))
    except Refusal as refusal:
        return plan_page(gathering, str(refusal)), 409
    return back_to_plan(gathering, _("Taken out of the walk."), "wandeling")


def id_of(gathering: Gathering, form: PieceForm, found: Part | Stop | None) -> str:
    return found.public_id if found else operations.id_from(gathering, form.key.data or random_id())


def seen(form: PieceForm, found: Part | Stop | None) -> str | None:
    """The mark of what is changed, as it was when the form was made; None of what is new."""
    return (form.version.data or "") if found else None


def back_to_plan(gathering: Gathering, words: str, where: str) -> ResponseReturnValue:
    flash(words)
    return redirect(url_for("gatherings.plan", slug=gathering.slug, _anchor=where))


def written(
    name: str, typing: Typing, form: PieceForm, piece: Part | Stop | None, write: Callable[[], None]
) -> ResponseReturnValue:
    """The form, also when it cannot be taken; what is right is written, and leads back to the plan."""
    if aside := typing.aside():
        return aside
    if not form.validate_on_submit():
        return piece_page(name, typing, form, piece)
    try:
        write()
    except Refusal as refusal:
        return piece_page(name, typing, form, piece, str(refusal))
    typing.done()
    return back_to_plan(typing.at, _("Saved."), "programma" if name == "part" else "wandeling")


def with_gap(form: AnyForm) -> AnyForm:
    """The form of a piece, about the gap that an address names: also when something else was typed in it before."""
    if request.method == "GET" and (named := gap_named(request.args.getlist("over"))):
        form.over.data = named
    return form


def asks_about(form: PieceForm, piece: Part | Stop | None) -> str:
    """The gap in the balance that a piece asks about, as it is kept. Another one does not push it aside unseen."""
    return (piece.gap_sides if piece else "") or gap_named((form.over.data or "").split())


def gap_after(form: PieceForm, piece: Part | Stop | None) -> str:
    """The gap that a piece asks about once this form is saved."""
    return "" if form.drops_gap.data else asks_about(form, piece)


def piece_page(
    name: str, typing: Typing, form: PieceForm, piece: Part | Stop | None, refusal: str = ""
) -> tuple[str, int]:
    is_other = bool(refusal and piece and mark_of(piece) != form.version.data)
    if piece and is_other:
        form.version.data = mark_of(piece)  # theirs is on the page now, so the next press is about that one
    page = render_template(
        f"gatherings/{name}.html",
        gathering=typing.at,
        typing=typing,
        form=form,
        piece=piece,
        is_other=is_other,
        action=request.path,
        challenges=offered_to(typing.at),
        themes=top_terms(Dimension.THEME),
        gap=gap_in_words(asks_about(form, piece)),
        refusal=refusal,
    )
    return page, 409 if refusal else form.status
