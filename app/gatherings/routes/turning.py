"""From a note to a contribution, its writer's own tap or asked by a note taker; and one's own story at a card."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.accounts.operations import may_try_again
from app.contributions.own_browser import secret_to_keep
from app.core.guard import allow, public, too_many
from app.core.security import secret_address
from app.core.wording import _
from app.gatherings import operations, permissions, queries
from app.gatherings.routes.blueprint import blueprint
from app.gatherings.routes.opening import walk_opened
from app.gatherings.routes.walk_notes import found_for_notes
from app.gatherings.routes.walker_key import key, key_to_keep

TURNED = 200  # from one place in a quarter of an hour: everybody who walked, behind one address


@blueprint.post("/lopen/<code>/notities/<note_id>/bijdrage")
@public
@secret_address
def turn_note(code: str, note_id: str) -> ResponseReturnValue:
    """Leads to the story with the note in it, in this browser; nothing is sent or shown yet."""
    if not may_try_again("notes turned from", request.remote_addr or "", TURNED):
        raise too_many()
    found = walk_opened(code, to_change=True)
    note = queries.own_note(operations.walker_with(found, key()), note_id)
    draft = operations.turn_note(found, note, key(), secret_to_keep(), current_user)
    word = "verhaal" if "kind" in draft.typed else "soort"
    return redirect(url_for("contributions.step", public_id=draft.public_id, word=word), code=303)


@blueprint.post("/lopen/<code>/tafels/<int:number>/bijdrage")
@public
@secret_address
def turn_card(code: str, number: int) -> ResponseReturnValue:
    """Leads to an empty form beside what a table wrote, in this browser; nothing is sent or shown yet."""
    if not may_try_again("notes turned from", request.remote_addr or "", TURNED):
        raise too_many()
    found = walk_opened(code, to_change=True)
    card = queries.card_at(found.gathering, number)
    draft = operations.turn_card(found, card, key_to_keep(), secret_to_keep(), current_user)
    word = "verhaal" if "kind" in draft.typed else "soort"
    return redirect(url_for("contributions.step", public_id=draft.public_id, word=word), code=303)


@blueprint.post("/lopen/<code>/notities/<note_id>/liever-niet")
@public
@secret_address
def rather_not(code: str, note_id: str) -> ResponseReturnValue:
    found = walk_opened(code, to_change=True)
    operations.rather_not(queries.own_note(operations.walker_with(found, key()), note_id))
    flash(_("Fine. Your note stays a note, and nobody asks you again."))
    return redirect(url_for("gatherings.walk", code=code, _anchor="notities"), code=303)


@blueprint.post("/bijeenkomsten/<slug>/schrijvers/<note_id>/vraag")
def ask_writer(slug: str, note_id: str) -> ResponseReturnValue:
    gathering = found_for_notes(slug)
    allow(permissions.may_take_notes(current_user, gathering))
    operations.ask_writer(gathering, queries.note_at(gathering, note_id), by=current_user)
    flash(_("Asked. The writer sees it with the note, on their own phone."))
    return redirect(url_for("gatherings.notes", slug=slug, _anchor=f"notitie-{note_id}"), code=303)
