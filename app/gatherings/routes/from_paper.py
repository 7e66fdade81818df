"""Typing over what was written on paper on the walk, and putting right what was typed."""

from collections import Counter

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.core.errors import Refusal
from app.core.forms import number_in, one_line
from app.core.guard import allow
from app.core.typed import shows_again
from app.core.wording import _, ngettext
from app.gatherings import operations, permissions, queries
from app.gatherings.forms.paper import MendForm, TypedOver
from app.gatherings.models import FieldNote, Gathering
from app.gatherings.routes.blueprint import blueprint


@blueprint.route("/bijeenkomsten/<slug>/notities/overnemen", methods=["GET", "POST"])
@shows_again
def type_over(slug: str) -> ResponseReturnValue:
    """The form; pressed with `more` it comes back with more lines."""
    gathering = queries.gathering_by_slug(slug, current_user)
    allow(permissions.may_take_notes(current_user, gathering))
    sent = request.form if request.method == "POST" else None
    typed = TypedOver(gathering.stops, groups_at(gathering), sent, one_line(request.args.get("blad", ""))[:10])
    if sent is None:
        return sheet_page(gathering, typed, 200)
    if "more" in sent:
        typed.add_more()
        return sheet_page(gathering, typed, typed.about.status)
    if not typed.validate() or (stop := typed.about.stop) is None:
        return sheet_page(gathering, typed, typed.status)
    lines = [line.line() for line in typed.written]
    try:
        operations.type_over(gathering, stop, typed.about.group_number, lines, typed.about.key.data or "")
    except Refusal as no:
        return sheet_page(gathering, typed, 409, str(no))
    number = {"num": len(lines), "stop": stop.number}
    flash(ngettext("%(num)s note kept at stop %(stop)s.", "%(num)s notes kept at stop %(stop)s.", **number))
    return redirect(url_for("gatherings.type_over", slug=slug), code=303)


def groups_at(gathering: Gathering) -> int:
    walk = queries.walk_of(gathering)
    return walk.groups if walk else 0


def sheet_page(gathering: Gathering, typed: TypedOver, status: int, refusal: str = "") -> tuple[str, int]:
    """With how many notes of each stop were typed over already, so that no sheet is done twice."""
    notes = [note for note in queries.notes_at(gathering) if note.paper and note.stop]
    first = typed.lines[0].kind if typed.about.stop else typed.about.sheet
    first.render_kw = {"autofocus": True} if status == 200 else {}  # else the mistakes come first
    page = render_template(
        "gatherings/type_over.html",
        gathering=gathering,
        typed=typed,
        refusal=refusal,
        shut=why_not(gathering),
        done=Counter(note.stop_id for note in notes),
    )
    return page, status


def why_not(gathering: Gathering) -> str:
    """Why nothing can be typed over now; '' when it can."""
    try:
        operations.takes_paper_now(gathering)
    except Refusal as no:
        return str(no)
    return ""


@blueprint.route("/bijeenkomsten/<slug>/notities/<note_id>/verbeteren", methods=["GET", "POST"])
@shows_again
def mend_note(slug: str, note_id: str) -> ResponseReturnValue:
    gathering = queries.gathering_by_slug(slug, current_user)
    allow(permissions.may_take_notes(current_user, gathering))
    note = queries.paper_note_at(gathering, note_id)
    form = MendForm.of(note, gathering.stops, groups_at(gathering))
    if not form.validate_on_submit():
        return mend_page(gathering, note, form, form.status)
    version = number_in(form.version.data)
    try:
        operations.mend(gathering, note, form.stop, form.group_number, form.line(), version)
    except Refusal as no:
        form.version.data = str(note.paper.version if note.paper else 0)
        return mend_page(gathering, note, form, 409, str(no))
    flash(_("Changed."))
    return redirect(url_for("gatherings.notes", slug=slug), code=303)


def mend_page(gathering: Gathering, note: FieldNote, form: MendForm, status: int, refusal: str = "") -> tuple[str, int]:
    return render_template(
        "gatherings/mend_note.html", gathering=gathering, note=note, form=form, refusal=refusal
    ), status


@blueprint.post("/bijeenkomsten/<slug>/notities/<note_id>/weg")
def remove_note(slug: str, note_id: str) -> ResponseReturnValue:
    gathering = queries.gathering_by_slug(slug, current_user)
    allow(permissions.may_take_notes(current_user, gathering))
    operations.remove(gathering, queries.paper_note_at(gathering, note_id))
    flash(_("Removed. Nothing of that note is left."))
    return redirect(url_for("gatherings.notes", slug=slug), code=303)
