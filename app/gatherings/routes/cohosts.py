"""Whether another organisation is named as a host of a gathering: one of its own hosts says yes, or takes that back."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.core.forms import number_in
from app.core.guard import allow
from app.core.wording import _
from app.gatherings import operations, permissions, queries
from app.gatherings.models import Gathering
from app.gatherings.routes.blueprint import blueprint


@blueprint.post("/bijeenkomsten/<slug>/gastheer")
def agree_to_be_named(slug: str) -> ResponseReturnValue:
    gathering = queries.gathering_to_answer(slug, current_user)
    allow(permissions.may_be_asked(current_user, gathering))
    operations.agree_to_be_named(gathering, number_in(request.form.get("organisation")), current_user)
    flash(_("Thank you. Your organisation stands on the page as a host."))
    return back_to(gathering)


@blueprint.post("/bijeenkomsten/<slug>/gastheer/terug")
def be_named_no_more(slug: str) -> ResponseReturnValue:
    gathering = queries.gathering_to_answer(slug, current_user)
    allow(permissions.may_be_asked(current_user, gathering))
    operations.be_named_no_more(gathering, number_in(request.form.get("organisation")), current_user)
    flash(_("Taken back. Your organisation does not stand on the page any more."))
    return back_to(gathering)


def back_to(gathering: Gathering) -> ResponseReturnValue:
    """To the page on which an organiser or another host of that organisation answered."""
    if permissions.may_organise(current_user, gathering):
        return redirect(url_for("gatherings.plan", slug=gathering.slug))
    return redirect(url_for("gatherings.mine"))
