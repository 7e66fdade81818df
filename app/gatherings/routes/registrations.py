"""Who comes to a gathering, for its organisers: who, in which order, what they wish; and what to do about it."""

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.accounts.queries import organisations
from app.core import clock
from app.core.clock import today
from app.core.errors import NotFound, Refusal
from app.core.guard import allow
from app.core.security import random_id
from app.core.slowing import slowed
from app.core.typed import shows_again
from app.core.wording import _, language
from app.gatherings import exports, operations, queries
from app.gatherings.foods import FOODS
from app.gatherings.forms import AddForm, DismissForm, MessageForm, OrganisationForm
from app.gatherings.groups import groups_of, in_words, people_in
from app.gatherings.models import SeatState
from app.gatherings.permissions import may_organise
from app.gatherings.routes.blueprint import blueprint
from app.gatherings.routes.places import open_places, part_called
from app.gatherings.routes.typing import Typing
from app.gatherings.seating import chosen_parts
from app.gatherings.words import STATES

SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
BY_HAND = {"plek": SeatState.HELD, "lijst": SeatState.WAITING, "weg": SeatState.GIVEN_BACK}


def back(slug: str) -> ResponseReturnValue:
    return redirect(url_for("gatherings.registrations", slug=slug), code=303)


@blueprint.get("/bijeenkomsten/<slug>/aanmeldingen")
def registrations(slug: str) -> str:
    found = queries.gathering_by_slug(slug, current_user)
    allow(may_organise(current_user, found))
    catering = queries.catering_of(found)
    food = {"numbers": operations.numbers_for_caterer(found), "catering": catering, "foods": FOODS}
    return render_template(
        "gatherings/registrations.html",
        gathering=found,
        places=open_places(found),  # before the people: it reads their rows anew
        people=queries.everybody_at(found),
        parts=chosen_parts(found),
        wishes=queries.wishes_at(found),
        taken=queries.places_taken(found),
        attendance={row.part.id: row for row in queries.attendance(found)},
        states=STATES,
        is_ahead=found.is_ahead(clock.now()),
        opened=request.args.get("open", ""),  # the part in which somebody was moved just now
        **food,
    )


@blueprint.route("/bijeenkomsten/<slug>/aanmeldingen/toevoegen", methods=["GET", "POST"])
@shows_again
def add_person(slug: str) -> ResponseReturnValue:
    found = queries.gathering_by_slug(slug, current_user)
    allow(may_organise(current_user, found))
    form = AddForm(found)
    if request.method == "GET" or not form.validate_on_submit():
        given = {"places": open_places(found), "organisations": organisations()}
        return render_template("gatherings/add_person.html", gathering=found, form=form, **given), form.status
    operations.add_person(found, form.guest(), language())
    flash(_("Added. They get a mail with a link of their own."))
    return back(slug)


@blueprint.route("/bijeenkomsten/<slug>/aanmeldingen/<registration_id>/organisatie", methods=["GET", "POST"])
@shows_again
def put_right(slug: str, registration_id: str) -> ResponseReturnValue:
    """The organisation of somebody, when another one was typed."""
    found = queries.gathering_by_slug(slug, current_user)
    allow(may_organise(current_user, found))
    if request.method == "POST":
        queries.hold_seats(found.id)
    somebody = queries.registration_at(found, registration_id)
    form = OrganisationForm(found, data={"organisation": somebody.shown_organisation})
    given = {"gathering": found, "somebody": somebody, "form": form, "organisations": organisations()}
    if not form.validate_on_submit():
        return render_template("gatherings/put_right.html", **given), form.status
    try:
        operations.put_right(somebody, form.organisation.data or "")
    except Refusal as refusal:
        form.organisation.errors = [str(refusal)]
        return render_template("gatherings/put_right.html", **given), 409
    flash(_("Changed."))
    return back(slug)


@blueprint.post("/bijeenkomsten/<slug>/aanmeldingen/<registration_id>/plek")
def move_person(slug: str, registration_id: str) -> ResponseReturnValue:
    """By hand: a place, the end of the line, or off this part."""
    found = queries.gathering_by_slug(slug, current_user)
    allow(may_organise(current_user, found))
    queries.hold_seats(found.id)
    somebody = queries.registration_at(found, registration_id)
    deed, _colon, which = request.form.get("action", "").partition(":")
    if deed not in BY_HAND:
        raise NotFound
    operations.place_by_hand(somebody, part_called(found, which), BY_HAND[deed])
    flash(_("Changed. They hear it by mail."))
    where = f"deel-{which}"
    return redirect(url_for("gatherings.registrations", slug=slug, open=where, _anchor=where), code=303)


@blueprint.route("/bijeenkomsten/<slug>/aanmeldingen/<registration_id>/afmelden", methods=["GET", "POST"])
@shows_again
def dismiss_person(slug: str, registration_id: str) -> ResponseReturnValue:
    found = queries.gathering_by_slug(slug, current_user)
    allow(may_organise(current_user, found))
    if request.method == "POST":
        queries.hold_seats(found.id)
    somebody = queries.registration_at(found, registration_id)
    form = DismissForm()
    if not form.validate_on_submit():
        return render_template("gatherings/dismiss.html", gathering=found, somebody=somebody, form=form), form.status
    operations.dismiss(somebody, form.reason.data or "")
    flash(_("Cancelled. They hear it by mail, and read why on their own page."))
    return back(slug)


@blueprint.route("/bijeenkomsten/<slug>/aanmeldingen/bericht", methods=["GET", "POST"])
@shows_again
def write_to_people(slug: str) -> ResponseReturnValue:
    found = queries.gathering_by_slug(slug, current_user)
    allow(may_organise(current_user, found))
    typing = Typing("message", found)
    if aside := typing.aside():
        return aside
    people = queries.everybody_at(found)
    form = MessageForm(groups_of(found, people), typing.fields, data={"key": random_id()})
    if request.method == "GET" or not form.validate_on_submit():
        sent = [(one, in_words(found, one.to_whom)) for one in queries.messages_of(found)]
        given = {"form": form, "sent": sent, "typing": typing}
        return render_template("gatherings/write.html", gathering=found, **given), form.status
    whom = people_in(form.to.data, found, people)
    number = operations.send_to(found, form.to.data, whom, form.letter(), by=current_user)
    typing.done()
    flash(_("Sent to %(number)s people. Each gets it once.", number=number))
    return back(slug)


@blueprint.get("/bijeenkomsten/<slug>/aanmeldingen.csv")
@slowed("download")
def people_csv(slug: str) -> Response:
    found = queries.gathering_by_slug(slug, current_user)
    allow(may_organise(current_user, found))
    content = exports.people_as_csv(found, queries.everybody_at(found))
    return as_file(content.encode(), "text/csv; charset=utf-8", f"aanmeldingen-{slug}.csv")


@blueprint.get("/bijeenkomsten/<slug>/aanmeldingen.xlsx")
@slowed("download")
def people_xlsx(slug: str) -> Response:
    found = queries.gathering_by_slug(slug, current_user)
    allow(may_organise(current_user, found))
    return as_file(exports.people_as_xlsx(found, queries.everybody_at(found)), SHEET, f"aanmeldingen-{slug}.xlsx")


@blueprint.get("/bijeenkomsten/<slug>/wensen.xlsx")
@slowed("download")
def wishes_xlsx(slug: str) -> Response:
    found = queries.gathering_by_slug(slug, current_user)
    allow(may_organise(current_user, found))
    return as_file(exports.wishes_as_xlsx(queries.wishes_at(found)), SHEET, f"wensen-{slug}.xlsx")


def as_file(content: bytes, kind: str, name: str) -> Response:
    answer = Response(content, content_type=kind)
    answer.headers["Content-Disposition"] = f'attachment; filename="{today():%Y-%m-%d}-{name}"'
    return answer
