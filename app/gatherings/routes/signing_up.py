"""Signing up for a gathering, without an account."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.accounts.operations import enough_mails, may_try_again
from app.accounts.queries import organisations
from app.core.guard import public, this_browser, too_many
from app.core.typed import shows_again
from app.core.wording import _, language
from app.gatherings import operations, queries
from app.gatherings.forms import PartyForm
from app.gatherings.models import Gathering
from app.gatherings.routes.blueprint import blueprint
from app.gatherings.routes.places import open_places

FROM_ONE_PLACE = 30  # in a quarter of an hour: a whole office may sit behind one address
TO_ONE_ADDRESS, FROM_ALL_PLACES = 3, 6  # mails with a link in the same time: for one browser, and for all of them


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
    place, whom = request.remote_addr or "", f"{slug} {guest.email}"
    if not may_try_again("signing up from", place, FROM_ONE_PLACE):
        raise too_many()
    if not may_try_again("link asked for", f"{this_browser()} {whom}", TO_ONE_ADDRESS):
        several = _("Do you sign up several people? Put them in one form.")
        party.me.email.errors = [f"{enough_mails()} {several}"]
        return page(found, party, 429)
    # Said to nobody: it would tell that others typed this address. Without it somebody's mailbox fills up.
    if may_try_again("link to", whom, FROM_ALL_PLACES):
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
