"""A new link to one's own story, when somebody else has had the old one."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.contributions.forms.on_behalf import NewLinkForm
from app.contributions.operations import on_behalf
from app.core.errors import NotFound
from app.core.guard import public
from app.core.security import in_groups, random_token
from app.core.site import address_of
from app.core.wording import _
from app.pages.routes.blueprint import blueprint
from app.pages.routes.follow import mine


@blueprint.get("/volg/<code>/nieuwe-link")
@public
def new_link(code: str) -> ResponseReturnValue:
    on_behalf.may_change_link(mine(code), current_user)
    return offered(code, NewLinkForm(None), random_token())


@blueprint.post("/volg/<code>/nieuwe-link")
@public
def make_new_link(code: str) -> ResponseReturnValue:
    nonce = request.form.get("nonce", "")
    new_code, form = on_behalf.code_made_with(nonce), NewLinkForm()
    try:
        story = mine(code)
    except NotFound:  # a second press: the old code opens nothing any more
        mine(new_code)
        return redirect(url_for("pages.follow", code=new_code), code=303)
    if not form.validate_on_submit():
        return offered(code, form, random_token() if form.nonce.errors else nonce)
    on_behalf.may_change_link(story, current_user)
    on_behalf.change_link(story, nonce)
    flash(_("From now on only this link opens your story. Keep this page, or the code."))
    return redirect(url_for("pages.follow", code=new_code), code=303)


def offered(code: str, form: NewLinkForm, nonce: str) -> ResponseReturnValue:
    new_code = on_behalf.code_made_with(nonce)
    url = address_of(url_for("pages.follow", code=new_code))
    page = render_template(
        "pages/new_link.html", form=form, code=code, nonce=nonce, new_code=in_groups(new_code), url=url
    )
    return page, form.status
