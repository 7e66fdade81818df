"""At the door: who is expected, who is there, who walks in; and the list to print."""

from collections.abc import Sequence

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.core.errors import Refusal
from app.core.forms import one_line
from app.core.guard import allow
from app.core.security import random_id
from app.core.typed import shows_again
from app.core.wording import _
from app.gatherings import operations, permissions, queries
from app.gatherings.forms import WalkInForm
from app.gatherings.models import Gathering, Registration
from app.gatherings.routes.blueprint import blueprint
from app.gatherings.sheets import as_typed, door_code


@blueprint.get("/bijeenkomsten/<slug>/deur")
def door(slug: str) -> str:
    gathering = queries.gathering_by_slug(slug, current_user)
    allow(permissions.may_help(current_user, gathering))
    return door_page(gathering, WalkInForm(None, key=random_id()))


def door_page(gathering: Gathering, form: WalkInForm, refusal: str = "") -> str:
    """Everybody who signed up, and who has no place; with `?q=` those whose name or organisation begins so, or
    whose code it is."""
    words = one_line(request.args.get("q", ""))
    arrivals = queries.arrivals_at(gathering)
    there = {arrival.registration_id: arrival for arrival in arrivals}
    people = queries.everybody_at(gathering)
    found = found_by(words, people)
    if words and not found:
        form.name.data = form.name.data or words[:150]  # who did not sign up walks in, and need not be typed again
    return render_template(
        "gatherings/door.html",
        gathering=gathering,
        people=found,
        expected=sum(person.has_place for person in people),
        arrivals=arrivals,
        attendance=queries.attendance(gathering),
        there=there,
        words=words,
        form=form,
        refusal=refusal,
        is_open=operations.door_is_open(gathering),
    )


def to_the_next(slug: str) -> ResponseReturnValue:
    """Back to the door, with the cursor where the name of whoever comes next is typed."""
    return redirect(url_for("gatherings.door", slug=slug, _anchor="q"), code=303)


def found_by(words: str, people: Sequence[Registration]) -> list[Registration]:
    """By the code on their phone, or else by name and organisation."""
    coded = [person for person in people if words and door_code(person) == as_typed(words)]
    if coded:
        return coded
    wanted = words.casefold().split()
    told = ((person, f"{person.name} {person.shown_organisation}".casefold()) for person in people)
    return [person for person, text in told if all(word in text for word in wanted)]


@blueprint.get("/bijeenkomsten/<slug>/deur/lijst")
def door_list(slug: str) -> str:
    """The same on paper, for when there is no network."""
    gathering = queries.gathering_by_slug(slug, current_user)
    allow(permissions.may_help(current_user, gathering))
    return render_template("gatherings/door_list.html", gathering=gathering, people=queries.everybody_at(gathering))


@blueprint.get("/bijeenkomsten/<slug>/deur/<registration_id>")
def at_the_door(slug: str, registration_id: str) -> str:
    """What the code on somebody's phone opens for a helper."""
    gathering = queries.gathering_by_slug(slug, current_user)
    allow(permissions.may_help(current_user, gathering))
    person = queries.registration_at(gathering, registration_id)
    arrival = queries.arrival_of(person)
    is_open = operations.door_is_open(gathering)
    return render_template(
        "gatherings/at_the_door.html", gathering=gathering, person=person, arrival=arrival, is_open=is_open
    )


@blueprint.post("/bijeenkomsten/<slug>/deur/<registration_id>")
def tick_off(slug: str, registration_id: str) -> ResponseReturnValue:
    gathering = queries.gathering_by_slug(slug, current_user)
    allow(permissions.may_help(current_user, gathering))
    person = queries.registration_at(gathering, registration_id)
    try:
        operations.tick_off(gathering, person, by=current_user)
    except Refusal as refusal:
        return door_page(gathering, WalkInForm(None, key=random_id()), str(refusal)), 409
    flash(_("%(name)s is there.", name=person.name))
    return to_the_next(slug)


@blueprint.post("/bijeenkomsten/<slug>/deur/inloop")
@shows_again
def walk_in(slug: str) -> ResponseReturnValue:
    gathering = queries.gathering_by_slug(slug, current_user)
    allow(permissions.may_help(current_user, gathering))
    form = WalkInForm()
    if not form.validate_on_submit():
        return door_page(gathering, form), form.status
    try:
        operations.walk_in(
            gathering,
            form.name.data,
            form.organisation.data,
            current_user,
            form.key.data or random_id(),
            form.mail_to_harvest.data or "",
        )
    except Refusal as refusal:
        return door_page(gathering, form, str(refusal)), 409
    flash(_("%(name)s is there.", name=form.name.data))
    return to_the_next(slug)


@blueprint.post("/bijeenkomsten/<slug>/deur/<arrival_id>/terug")
def take_arrival_back(slug: str, arrival_id: str) -> ResponseReturnValue:
    gathering = queries.gathering_by_slug(slug, current_user)
    allow(permissions.may_help(current_user, gathering))
    operations.take_arrival_back(queries.arrival_at(gathering, arrival_id))
    flash(_("Taken back."))
    return to_the_next(slug)
