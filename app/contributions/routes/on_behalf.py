"""Typing a story over for somebody else, and handing over the link to it."""

from collections.abc import Sequence

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.accounts.operations import may_try_again
from app.accounts.square import square
from app.challenges.models import Challenge
from app.challenges.queries import open_challenges
from app.contributions import operations
from app.contributions.forms.on_behalf import LinkForm, OnBehalfForm
from app.contributions.models import CameBy, Draft
from app.contributions.operations import on_behalf
from app.contributions.permissions.on_behalf import may_type_for_others
from app.contributions.routes.blueprint import blueprint
from app.contributions.routes.browser import my_draft, my_draft_to_change, secret, secret_to_keep
from app.contributions.routes.steps import address_of, challenge_asked_for
from app.core.clock import today
from app.core.errors import NotFound
from app.core.forms import day_from
from app.core.guard import allow, too_many
from app.core.security import in_groups
from app.core.site import address_of as whole_address
from app.core.wording import _, language

MAILS = 5  # with the link to one story, in a quarter of an hour


@blueprint.get("/namens")
def for_another() -> ResponseReturnValue:
    allow(may_type_for_others(current_user))
    asking = challenge_asked_for()
    return asked(OnBehalfForm(None, opens=offered(asking), data={"agreed": f"{today():%d-%m-%Y}"}), asking)


@blueprint.post("/namens")
def begin_for_another() -> ResponseReturnValue:
    allow(may_type_for_others(current_user))
    challenge = challenge_asked_for()
    form = OnBehalfForm(opens=offered(challenge))
    agreed_on = day_from(form.agreed.data or "")
    if not form.validate_on_submit() or agreed_on is None:
        return asked(form, challenge)
    came_by = CameBy(form.told_by.data)
    draft = on_behalf.begin_on_behalf(secret_to_keep(), current_user, came_by, agreed_on, challenge or form.challenge())
    return redirect(address_of(draft, "soort"), code=303)


def offered(asking: Challenge | None) -> Sequence[Challenge]:
    """What can be chosen: nothing where the address says which challenge it answers."""
    return open_challenges(current_user) if asking is None else ()


def asked(form: OnBehalfForm, challenge: Challenge | None) -> ResponseReturnValue:
    here = url_for("contributions.begin_for_another", uitdaging=challenge.slug if challenge else None)
    return render_template("contributions/for_another.html", form=form, challenge=challenge, here=here), form.status


@blueprint.get("/namens/<public_id>")
def link_to_give(public_id: str) -> ResponseReturnValue:
    """The page after sending, for whoever typed it over."""
    allow(may_type_for_others(current_user))
    return handing_over(my_draft(public_id), LinkForm(None))


def handing_over(draft: Draft, form: LinkForm) -> ResponseReturnValue:
    code = code_of(draft)
    given = {"draft": draft, "form": form, "code": in_groups(code), "url": url_of(code)}
    return render_template("contributions/hand_over.html", **given), form.status


def code_of(draft: Draft) -> str:
    """Raises NotFound for a browser that did not send it, or when it was sent for oneself."""
    story = draft.sent_as
    if story is None or story.on_behalf is None or not operations.holds(draft, secret()):
        raise NotFound
    return operations.code_of(secret(), draft)


def url_of(code: str) -> str:
    return whole_address(url_for("pages.follow", code=code))


@blueprint.get("/namens/<public_id>/briefje")
def slip(public_id: str) -> ResponseReturnValue:
    """A page to print and give."""
    allow(may_type_for_others(current_user))
    code = code_of(my_draft(public_id))
    given = {"code": in_groups(code), "url": url_of(code), "picture": square(url_of(code)), "public_id": public_id}
    return render_template("contributions/slip.html", **given)


@blueprint.post("/namens/<public_id>/mail")
def mail_link(public_id: str) -> ResponseReturnValue:
    allow(may_type_for_others(current_user))
    form = LinkForm()
    if not form.validate_on_submit():
        return handing_over(my_draft(public_id), form)
    if not may_try_again("link mailed for", public_id, MAILS):
        raise too_many()
    code = code_of(my_draft_to_change(public_id))  # held until it is mailed: a second press sends no second one
    on_behalf.mail_link(form.teller.data or "", code, language())
    flash(_("The link is on its way. Did they get it? Then hand it over below."))
    return redirect(url_for("contributions.link_to_give", public_id=public_id), code=303)


@blueprint.post("/namens/<public_id>/gegeven")
def hand_over(public_id: str) -> ResponseReturnValue:
    """Ends the way of whoever typed it; a second press finds that done."""
    allow(may_type_for_others(current_user))
    try:
        draft = my_draft_to_change(public_id)
        code_of(draft)
    except NotFound:
        return redirect(url_for("contributions.for_another"), code=303)
    on_behalf.hand_over(draft)
    flash(_("Handed over. In this browser nothing leads to the story any more."))
    return redirect(url_for("contributions.for_another"), code=303)
