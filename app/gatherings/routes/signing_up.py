"""Signing up for a gathering, without an account."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.accounts.operations import may_try_again
from app.accounts.queries import organisations
from app.core.guard import public, too_many
from app.core.typed import shows_again
from app.core.wording import language
from app.gatherings import operations, queries
from app.gatherings.forms import PartyForm
from app.gatherings.models import Gathering
from app.gatherings.routes.blueprint import blueprint
from app.gatherings.routes.places import open_places

FROM_ONE_PLACE = 30  # in a quarter of an hour: a whole office may sit behind one address
TO_ONE_ADDRESS = 3  # mails with a link, in the same time


@blueprint.route("/bijeenkomsten/<slug>/aanmelden", methods=["GET", "POST"])
@public
@shows_again
def sign_up(slug: str) -> ResponseReturnValue:
    """The form; pressed with `nog` it comes back with one more person to fill in."""
    found = queries.gathering_by_slug(slug, current_user)
    party = PartyForm(found, request.form if request.method == "POST" else None)
    if request.method == "GET":
        return page(found, party, 200)
    if "nog" in request.form:
        party.add_one()
        return page(found, party, 200)
    if not party.validate():
        return page(found, party, party.status)
    guest, others = party.guest(), party.guests()
    if not may_try_again("signing up from", request.remote_addr or "", FROM_ONE_PLACE):
        raise too_many()
    if may_try_again("link to", f"{slug} {guest.email}", TO_ONE_ADDRESS):  # else the mailbox of somebody fills up
        operations.sign_up(found, guest, others, language())
    return redirect(url_for("gatherings.signed_up", slug=slug), code=303)


def page(gathering: Gathering, party: PartyForm, status: int) -> tuple[str, int]:
    given = {"places": open_places(gathering), "organisations": organisations()}
    return render_template("gatherings/sign_up.html", gathering=gathering, party=party, **given), status


@blueprint.get("/bijeenkomsten/<slug>/aanmelden/verstuurd")
@public
def signed_up(slug: str) -> str:
    """The same page for everybody: whether an address had signed up already is told in the mail."""
    found = queries.gathering_by_slug(slug, current_user)
    return render_template("gatherings/signed_up.html", gathering=found)
