"""Taking one's notes of the walk along to another phone, or to this one after it forgot them."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts.operations import opened_by_code
from app.accounts.square import square
from app.core.errors import NotFound
from app.core.guard import public
from app.core.security import in_groups, secret_address
from app.core.site import address_of
from app.core.typed import shows_again
from app.core.wording import _
from app.gatherings import operations, queries
from app.gatherings.forms.walking import BringForm
from app.gatherings.models import Walk
from app.gatherings.routes.blueprint import blueprint
from app.gatherings.routes.opening import walk_opened
from app.gatherings.routes.walker_key import key, key_to_keep


@blueprint.get("/lopen/<code>/meenemen")
@public
@secret_address
def phones(code: str) -> ResponseReturnValue:
    return phones_page(walk_opened(code), BringForm(None))


@blueprint.get("/lopen/<code>/meenemen/<token>")
@public
@secret_address
def phone_link(code: str, token: str) -> ResponseReturnValue:
    """The same page with the code filled in. Looking changes nothing, and says nothing of the code."""
    return phones_page(walk_opened(code), BringForm(None, phone_code=token[:60]), by_link=True)


@blueprint.post("/lopen/<code>/meenemen")
@public
@shows_again
@secret_address
def bring_notes(code: str) -> ResponseReturnValue:
    form, found = BringForm(), walk_opened(code)
    if not form.validate_on_submit():
        return phones_page(found, form)
    found = walk_opened(code, to_change=True)
    typed, place = form.phone_code.data or "", request.remote_addr or ""
    try:
        opened_by_code("notes of a phone", place, lambda: operations.bring(found, typed, key_to_keep()))
    except NotFound:
        form.phone_code.errors = [
            _("This code opens nothing: it works once, and a new one replaces it. Make another where the notes are.")
        ]
        return phones_page(walk_opened(code), form)
    flash(_("Your notes are on this phone as well now."))
    return redirect(url_for("gatherings.walk", code=code, _anchor="notities"), code=303)


@blueprint.post("/lopen/<code>/meenemen/code")
@public
@secret_address
def make_phone_link(code: str) -> ResponseReturnValue:
    operations.make_link(walk_opened(code, to_change=True), key())
    return redirect(url_for("gatherings.phones", code=code), code=303)


@blueprint.post("/lopen/<code>/meenemen/alleen-hier")
@public
@secret_address
def only_this_phone(code: str) -> ResponseReturnValue:
    operations.only_this_phone(walk_opened(code, to_change=True), key())
    flash(_("Only this phone shows your notes now."))
    return redirect(url_for("gatherings.phones", code=code), code=303)


def phones_page(found: Walk, form: BringForm, by_link: bool = False) -> tuple[str, int]:
    walker = operations.walker_with(found, key())
    code = operations.link_code(walker, key())
    url = address_of(url_for("gatherings.phone_link", code=found.code, token=code)) if code else ""
    page = render_template(
        "gatherings/phones.html",
        walk=found,
        gathering=found.gathering,
        form=form,
        by_link=by_link,
        walker=walker,
        notes=queries.notes_of(walker),
        phone_code=in_groups(code),
        url=url,
        picture=square(url) if url else None,
    )
    return page, form.status
