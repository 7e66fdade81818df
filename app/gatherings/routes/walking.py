"""The walk on a phone, without an account: its stops, a note at each, and one's own notes."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.accounts.models import Visitor
from app.challenges.models import Challenge
from app.core import served
from app.core.clock import today
from app.core.errors import NotFound, Refusal
from app.core.forms import number_in
from app.core.guard import public
from app.core.pictures import FULL, MOST_BYTES, STORED_AS, TYPES
from app.core.security import random_id, secret_address
from app.core.typed import shows_again
from app.core.uploads import MEGABYTE, takes_files
from app.core.wording import _
from app.gatherings import operations, permissions, queries
from app.gatherings.forms.walking import NoteForm
from app.gatherings.models import Stop, Walk
from app.gatherings.route_map import route_map
from app.gatherings.routes.blueprint import blueprint
from app.gatherings.routes.opening import MOST_TOGETHER, walk_opened
from app.gatherings.routes.receiving import take_in
from app.gatherings.routes.walk_offline import offline
from app.gatherings.routes.walker_key import key, key_to_keep

SIZE = "<any(groot, klein):size>"


@blueprint.get("/lopen/<code>")
@public
@secret_address
def walk(code: str) -> str:
    found = walk_opened(code)
    walker = operations.walker_with(found, key())
    notes = queries.notes_of(walker)
    page = "walk" if found.takes_notes(today()) else "walk_shut"
    return render_template(
        f"gatherings/{page}.html",
        walk=found,
        gathering=found.gathering,
        offline=offline(found),
        route=route_map(found.gathering.stops),
        walker=walker,
        notes=notes,
        turned=operations.turned_here(found, notes, key()),
        asked=queries.asked_among(notes),
        today=today(),
        sees_harvest=permissions.may_see_harvest(current_user, found.gathering),
        challenges=challenges_of(found),
    )


def challenges_of(found: Walk) -> dict[int, Challenge]:
    """The challenges of its stops that everybody may know of, by id: the same for every phone."""
    return {challenge.id: challenge for challenge in queries.challenges_at(found.gathering, Visitor())}


@blueprint.post("/lopen/<code>/groep")
@public
@secret_address
def walk_in_group(code: str) -> ResponseReturnValue:
    found = walk_opened(code, to_change=True)
    operations.takes_notes_now(found)
    walker = operations.come_along(found, key_to_keep())
    operations.walk_in_group(found, walker, number_in(request.form.get("group")))
    return redirect(url_for("gatherings.walk", code=code), code=303)


@blueprint.get("/lopen/<code>/<int:number>")
@public
@secret_address
def stop(code: str, number: int) -> ResponseReturnValue:
    found = walk_opened(code)
    if not found.takes_notes(today()):
        return redirect(url_for("gatherings.walk", code=code))
    return stop_page(found, number, NoteForm(None, key=random_id()))


@blueprint.post("/lopen/<code>/<int:number>")
@public
@shows_again
@secret_address
@takes_files(MOST_TOGETHER)
def leave_note(code: str, number: int) -> ResponseReturnValue:
    form = NoteForm()
    found = walk_opened(code)
    form.stop.data = form.stop.data or stop_with(found.gathering.stops, number).public_id
    if not form.validate_on_submit():
        return stop_page(found, number, form, form.status)
    try:
        taken = take_in(found, lambda: walk_opened(code, to_change=True), form)
    except Refusal as no:
        return stop_page(walk_opened(code), number, form, 409, str(no))
    if not taken:
        return stop_page(walk_opened(code), number, form, form.status)
    flash(_("Kept. Your note is on the site."))
    return redirect(url_for("gatherings.stop", code=code, number=number), code=303)


def stop_page(found: Walk, number: int, form: NoteForm, status: int = 200, refusal: str = "") -> tuple[str, int]:
    stops = found.gathering.stops
    here = stop_with(stops, number)
    form.stop.data = form.stop.data or here.public_id
    walker = operations.walker_with(found, key())
    place, notes = stops.index(here), queries.notes_of(walker)
    page = render_template(
        "gatherings/walk_stop.html",
        walk=found,
        gathering=found.gathering,
        offline=offline(found),
        stop=here,
        place=place + 1,
        before=stops[place - 1] if place else None,
        after=stops[place + 1] if place + 1 < len(stops) else None,
        form=form,
        refusal=refusal,
        walker=walker,
        notes=notes,
        turned=operations.turned_here(found, notes, key()),
        asked=queries.asked_among(notes),
        challenge=challenges_of(found).get(here.challenge_id or 0),
        theme=queries.themes_of_stops(found.gathering).get(here.term_id or 0),
        megabytes=MOST_BYTES // MEGABYTE,
        side=FULL,
        types=",".join(TYPES),
    )
    return page, status


def stop_with(stops: list[Stop], number: int) -> Stop:
    found = next((stop for stop in stops if stop.number == number), None)
    if found is None:
        raise NotFound
    return found


@blueprint.post("/lopen/<code>/notities/<note_id>/terug")
@public
@secret_address
def take_note_back(code: str, note_id: str) -> ResponseReturnValue:
    found = walk_opened(code, to_change=True)
    operations.take_note_back(queries.own_note(operations.walker_with(found, key()), note_id))
    flash(_("Taken back. Nothing of that note is left."))
    return redirect(url_for("gatherings.walk", code=code), code=303)


@blueprint.get(f"/lopen/<code>/notities/<note_id>/{SIZE}")
@public
@secret_address
def own_photo_of_note(code: str, note_id: str, size: str) -> ResponseReturnValue:
    found = walk_opened(code)
    note = queries.own_note(operations.walker_with(found, key()), note_id)
    return served.picture(operations.content_of_photo(note, size == "klein"), STORED_AS, "foto.jpg")
