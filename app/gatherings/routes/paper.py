"""What is printed of a gathering. Each file is made when somebody asks for it, and kept nowhere."""

from collections.abc import Sequence

from flask import Response, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.accounts.models import Visitor
from app.core.clock import today
from app.core.guard import allow
from app.core.site import address_of
from app.core.slowing import slowed
from app.core.typed import shows_again
from app.gatherings import exports, permissions, queries
from app.gatherings.exports.table_signs import Sign
from app.gatherings.forms.signs import ALL, OWN, SignsForm
from app.gatherings.models import Gathering, TableCard
from app.gatherings.routes.blueprint import blueprint


@blueprint.get("/bijeenkomsten/<slug>/wandeling/haltebladen.pdf")
@slowed("download")
def stop_sheets(slug: str) -> Response:
    gathering = queries.gathering_by_slug(slug, current_user)
    allow(permissions.may_take_notes(current_user, gathering))
    challenges = {challenge.id: challenge for challenge in queries.challenges_at(gathering, Visitor())}
    content = exports.stop_sheets(gathering, challenges, lambda code: copy_at(slug, code), phones_at(gathering))
    return as_pdf(content, f"haltebladen-{slug}")


def addresses_of(cards: Sequence[TableCard], gathering: Gathering) -> dict[int, str]:
    """Where the card of each table stands, by its number; none while the walk has no link."""
    walk = queries.walk_of(gathering)
    numbers = [card.number for card in cards] if walk else []
    return {n: address_of(url_for("gatherings.table_card", code=walk.code, number=n)) for n in numbers if walk}


def copy_at(slug: str, code: str) -> str:
    return address_of(url_for("gatherings.type_over", slug=slug, blad=code))


def phones_at(gathering: Gathering) -> str:
    """The link of the walk, for those who may see it; '' when there is none."""
    walk = queries.walk_of(gathering) if permissions.may_help(current_user, gathering) else None
    return address_of(url_for("gatherings.walk", code=walk.code)) if walk else ""


@blueprint.get("/bijeenkomsten/<slug>/deur/lijst.pdf")
@slowed("download")
def door_list_file(slug: str) -> Response:
    gathering = queries.gathering_by_slug(slug, current_user)
    allow(permissions.may_help(current_user, gathering))
    there = {arrival.registration_id for arrival in queries.arrivals_at(gathering)}
    return as_pdf(exports.door_list(gathering, queries.everybody_at(gathering), there), f"deurlijst-{slug}")


@blueprint.route("/bijeenkomsten/<slug>/tafelbordjes", methods=["GET", "POST"])
@slowed("download")
@shows_again
def table_signs(slug: str) -> ResponseReturnValue:
    gathering = queries.gathering_by_slug(slug, current_user)
    allow(permissions.may_organise(current_user, gathering))
    cards = queries.cards_at(gathering)
    form = signs_form(gathering, cards)
    if not form.validate_on_submit():
        return render_template("gatherings/table_signs.html", gathering=gathering, form=form, cards=cards), form.status
    places = addresses_of(cards, gathering)
    signs = [Sign(*told, places.get(told[0], "")) for told in form.each()]
    return as_pdf(exports.table_signs(gathering, signs, form.paper.data), f"tafelbordjes-{slug}")


def signs_form(gathering: Gathering, cards: Sequence[TableCard]) -> SignsForm:
    """With what tables can talk about: the room reads it, so only what everybody may know of."""
    known = {challenge.id: challenge for challenge in queries.challenges_at(gathering, Visitor())}
    of_tables = {card.number: known[card.challenge_id] for card in cards if card.challenge_id in known}
    usual = {"paper": "a5", "about": OWN if of_tables else ALL, "tables": str(len(cards) or "")}
    form = SignsForm(data=usual)
    form.offer(gathering, list(known.values()), queries.challenges_of_parts(gathering, Visitor()), of_tables)
    return form


def as_pdf(content: bytes, name: str) -> Response:
    answer = Response(content, content_type="application/pdf")
    answer.headers["Content-Disposition"] = f'attachment; filename="{today():%Y-%m-%d}-{name}.pdf"'
    answer.headers["Cache-Control"] = "no-store"
    return answer
