"""The link that opens the walk, for the door; and in how many groups people walk."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.accounts.square import square
from app.core.errors import Refusal
from app.core.forms import number_in
from app.core.guard import allow
from app.core.site import address_of
from app.core.typed import shows_again
from app.core.wording import _
from app.gatherings import operations, permissions, queries
from app.gatherings.forms.walking import GroupsForm
from app.gatherings.models import Gathering
from app.gatherings.routes.blueprint import blueprint


@blueprint.get("/bijeenkomsten/<slug>/wandeling")
def walk_code(slug: str) -> ResponseReturnValue:
    gathering = queries.gathering_by_slug(slug, current_user)
    allow(permissions.may_help(current_user, gathering))
    walk = queries.walk_of(gathering)
    return code_page(gathering, GroupsForm(None, groups=str(walk.groups if walk else 0)))


@blueprint.post("/bijeenkomsten/<slug>/wandeling/link")
def make_walk_link(slug: str) -> ResponseReturnValue:
    """Makes the link; or another one instead, when the button says that."""
    gathering = queries.gathering_by_slug(slug, current_user)
    allow(permissions.may_organise(current_user, gathering))
    walk = operations.make_walk(gathering)
    if request.form.get("action") == "renew":
        operations.renew_code(walk)
        flash(_("There is a new link. The old one opens nothing any more."))
    return redirect(url_for("gatherings.walk_code", slug=slug), code=303)


@blueprint.post("/bijeenkomsten/<slug>/wandeling/groepen")
@shows_again
def set_groups(slug: str) -> ResponseReturnValue:
    gathering = queries.gathering_by_slug(slug, current_user)
    allow(permissions.may_organise(current_user, gathering))
    form = GroupsForm()
    if not form.validate_on_submit():
        return code_page(gathering, form, form.status)
    try:
        operations.set_groups(operations.make_walk(gathering), number_in(form.groups.data))
    except Refusal as no:
        form.groups.errors = [str(no)]
        return code_page(gathering, form, 422)
    flash(_("Kept."))
    return redirect(url_for("gatherings.walk_code", slug=slug), code=303)


def code_page(gathering: Gathering, form: GroupsForm, status: int = 200) -> tuple[str, int]:
    walk = queries.walk_of(gathering)
    url = address_of(url_for("gatherings.walk", code=walk.code)) if walk else ""
    page = render_template(
        "gatherings/walk_code.html",
        gathering=gathering,
        walk=walk,
        url=url,
        picture=square(url) if url else None,
        form=form,
        may_organise=permissions.may_organise(current_user, gathering),
    )
    return page, status
