"""Somebody's own page of a gathering, behind the link that was mailed: confirm, change, take a seat, cancel."""

from dataclasses import dataclass
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts.models import User
from app.accounts.operations import opened_by_link
from app.accounts.queries import organisations
from app.accounts.square import square
from app.contributions.models import Kind
from app.core import clock
from app.core.errors import NotFound, Refusal
from app.core.guard import public
from app.core.security import fingerprint, secret_address
from app.core.site import address_of
from app.core.typed import shows_again
from app.core.wording import _
from app.gatherings import operations, queries
from app.gatherings.foods import FOODS
from app.gatherings.forms import ChangeForm
from app.gatherings.forms.registering import WHOLE
from app.gatherings.messages import token_of
from app.gatherings.models import Part, Registration, Seat, SeatState
from app.gatherings.models.registration import CONFIRM_WITHIN
from app.gatherings.routes.blueprint import blueprint
from app.gatherings.routes.places import open_places, part_called
from app.gatherings.seating import chosen_parts
from app.gatherings.sheets import door_code

ON_THE_LIST = (SeatState.ASKED, SeatState.HELD, SeatState.WAITING, SeatState.OFFERED)


def opened(token: str) -> Registration:
    """What the link opens. Raises NotFound, also when it was not confirmed in time: the job may not have run yet."""
    find = queries.registration_to_change if request.method == "POST" else queries.registration_by_token
    held = fingerprint(token)
    found = opened_by_link(request.remote_addr or "", lambda: find(held))
    if operations.is_too_late(found):
        raise NotFound
    return found


def own_page(token: str, code: int = 303) -> ResponseReturnValue:
    return redirect(url_for("gatherings.registration", token=token), code=code)


@dataclass(frozen=True)
class Own:
    """A registration with the address of somebody's account, and the secret of its own page."""

    registration: Registration
    token: str
    seats: list[tuple[Part | None, Seat]]
    is_ahead: bool


def own_registrations(user: User) -> list[Own]:
    """Where somebody signed up with the address that they sign in with.

    Not with a work address of theirs: it was proven once, and somebody else may read its mail by now. Nor what was
    never confirmed in time, nor a second one of an address that came already.
    """
    theirs = [one for one in queries.registrations_of(user.email) if not operations.is_too_late(one)]
    return [own(one) for one in theirs if one.cancelled_at is None or one.cancelled_why]


def own(found: Registration) -> Own:
    seats = [(part, seat) for part in chosen_parts(found.gathering) if (seat := found.seat_in(part)) is not None]
    return Own(found, token_of(found.public_id), seats, found.gathering.is_ahead(clock.now()))


@blueprint.get("/aanmelding/<token>")
@public
@secret_address
def registration(token: str) -> ResponseReturnValue:
    """Looking changes nothing: mail scanners open links, people press buttons."""
    try:
        found = opened(token)
    except NotFound:
        return render_template("gatherings/link_over.html"), 404
    waiting = queries.unconfirmed_with(found)
    brought = [other for other in queries.brought_by(found) if other not in waiting]
    given = {
        "written": queries.messages_to(found),
        "brought": brought,
        "to_confirm": waiting,
        "wish": operations.wish_of(found),
        "foods": FOODS,
        "kinds": list(Kind),
        "came_in": queries.arrival_of(found),
    }
    at_the_door = url_for("gatherings.at_the_door", slug=found.gathering.slug, registration_id=found.public_id)
    given |= {"door_square": square(address_of(at_the_door)), "door_code": door_code(found)}
    given |= {"runs": found.gathering.runs(clock.now()), "door_is_open": operations.door_is_open(found.gathering)}
    until = {"confirm_by": found.created_at + CONFIRM_WITHIN}
    seats = [(part, found.seat_in(part)) for part in chosen_parts(found.gathering)]
    places = open_places(found.gathering)
    given |= {"walk": queries.walk_of(found.gathering), "today": clock.today()}
    shown = {"seats": seats, "places": places, "whole": WHOLE, "is_ahead": found.gathering.is_ahead(clock.now())}
    return render_template("gatherings/registration.html", found=found, token=token, **given, **until, **shown)


@blueprint.post("/aanmelding/<token>")
@public
@secret_address
def confirm(token: str) -> ResponseReturnValue:
    """Leads to the page of the registration that counts: an address that came already keeps that one."""
    counts = operations.confirm_registration(opened(token))
    flash(_("Thank you. Your registration stands. Below is which places you have."))
    return own_page(token_of(counts.public_id))


@blueprint.post("/aanmelding/<token>/plek")
@public
@secret_address
def take_seat(token: str) -> ResponseReturnValue:
    """Yes or no to a seat that came free, or once more in line."""
    found = opened(token)
    deed, _colon, which = request.form.get("action", "").partition(":")
    part = part_called(found.gathering, which)
    if deed == "ja":
        accepted(found, part)
    elif deed == "nee":
        operations.decline(found, part)
        flash(_("You gave this place back. It goes to whoever is next in line."))
    elif deed == "wacht":
        operations.wait_again(found, part)
        flash(_("You stand in line once more."))
    else:
        raise Refusal(_("Choose what you want to do with this place."))
    return own_page(token)


def accepted(found: Registration, part: Part | None) -> None:
    operations.accept(found, part)
    flash(_("The place is yours."))


@blueprint.route("/aanmelding/<token>/wijzigen", methods=["GET", "POST"])
@public
@shows_again
@secret_address
def change_registration(token: str) -> ResponseReturnValue:
    found = opened(token)
    operations.must_come(found)
    form = ChangeForm(found, data=as_it_is(found))
    if request.method == "GET" or not form.validate_on_submit():
        return change_page(found, token, form, form.status)
    try:
        operations.change_registration(found, form.guest())
    except Refusal as refusal:
        form.organisation.errors = [str(refusal)]
        return change_page(found, token, form, 409)
    flash(_("Changed. Below is which places you have."))
    return own_page(token)


def change_page(found: Registration, token: str, form: ChangeForm, status: int) -> tuple[str, int]:
    given = {"places": open_places(found.gathering), "organisations": organisations()}
    return render_template("gatherings/change.html", form=form, found=found, token=token, **given), status


def as_it_is(found: Registration) -> dict[str, Any]:
    """What the form shows before anything is changed."""
    ticked = [seat.part.public_id for seat in found.seats if seat.part and seat.state in ON_THE_LIST]
    wish = operations.wish_of(found)
    wishes = {"foods": list(wish.foods), "diet": wish.diet, "access": wish.access}
    told = {"name": found.name, "organisation": found.shown_organisation, "experience": found.experience}
    return {"parts": ticked, **told, **wishes}


@blueprint.route("/aanmelding/<token>/afmelden", methods=["GET", "POST"])
@public
@secret_address
def cancel_registration(token: str) -> ResponseReturnValue:
    """Asks once, and then it is done."""
    found = opened(token)
    if found.cancelled_at is None and request.method == "POST":
        operations.sign_off(found)
    if found.cancelled_at is not None:
        return own_page(token)
    return render_template("gatherings/sign_off.html", found=found, token=token)
