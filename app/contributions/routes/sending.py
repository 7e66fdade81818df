"""While somebody types, and after it was sent: autosave, the live card, the code, the calendar, addresses."""

from typing import Any

from flask import Response, jsonify, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.contributions import exports, operations, queries
from app.contributions.forms import ContactForm, HostForm, PhoneForm, answers_of
from app.contributions.models import Contribution, Draft
from app.contributions.operations import host_phone
from app.contributions.operations.draft_photo import content_of_draft_photo
from app.contributions.queries.host_phone import host_phone_of
from app.contributions.routes import pages
from app.contributions.routes.blueprint import blueprint
from app.contributions.routes.browser import keep_typed, my_draft, my_draft_to_change, secret, secret_to_keep
from app.contributions.talk import own_talks
from app.contributions.track import first_reaction_by, track
from app.core import served
from app.core.deal import deal
from app.core.errors import NotFound
from app.core.guard import public
from app.core.pictures import STORED_AS
from app.core.security import in_groups
from app.core.site import address_of

STEPS = "<any(kind, story, where, share, check):step>"


@blueprint.post(f"/deel/<public_id>/bewaar/{STEPS}")
@public
def autosave(public_id: str, step: str) -> ResponseReturnValue:
    """Keeps what is being typed; the answer says up to which copy the browser may forget its own."""
    draft = my_draft_to_change(public_id)
    kept = keep_typed(draft, step)
    return jsonify(kept=kept, copy=draft.typed.get("copies", {}).get(step, 0))


@blueprint.post(f"/deel/<public_id>/voorbeeld/{STEPS}")
@public
def preview(public_id: str, step: str) -> ResponseReturnValue:
    """Keeps what was typed, and shows the card as others will see it."""
    draft = my_draft_to_change(public_id)
    keep_typed(draft, step)
    return jsonify(html=pages.fragment(draft, step))


@blueprint.post(f"/deel/<public_id>/lijkt/{STEPS}")
@public
def resembling(public_id: str, step: str) -> ResponseReturnValue:
    """Keeps what was typed, and shows what looks like it."""
    draft = my_draft_to_change(public_id)
    keep_typed(draft, step)
    return jsonify(html=pages.look_alikes_fragment(draft))


def send(draft: Draft, forms: dict[str, Any]) -> ResponseReturnValue:
    """Sends a draft that is complete. A second press finds it sent and shows the same page."""
    operations.submit(draft, answers_of(draft, forms), by=current_user, secret=secret_to_keep())
    return redirect(url_for("contributions.done", public_id=draft.public_id), code=303)


@blueprint.get("/deel/<public_id>/verstuurd")
@public
def done(public_id: str) -> ResponseReturnValue:
    draft = my_draft(public_id)
    if is_typed_over(draft):
        return redirect(url_for("contributions.link_to_give", public_id=public_id))
    return show_done(draft, ContactForm(None, data=addresses(sent(draft)), meta={"csrf": False}))


def sent(draft: Draft) -> Contribution:
    """What became of a draft. Raises NotFound before it was sent, and for who typed it over: no consent is theirs."""
    if draft.sent_as is None or is_typed_over(draft):
        raise NotFound
    return draft.sent_as


def is_typed_over(draft: Draft) -> bool:
    return draft.sent_as is not None and draft.sent_as.on_behalf is not None


def addresses(contribution: Contribution) -> dict[str, str]:
    callback, news = queries.callback_address_of(contribution), queries.news_address_of(contribution)
    return {"callback": callback.email if callback else "", "news": news.email if news else ""}


def show_done(draft: Draft, form: ContactForm, phone: PhoneForm | None = None) -> tuple[str, int]:
    contribution = sent(draft)
    known = host_phone_of(contribution)
    code = operations.code_of(secret(), draft) if operations.holds(draft, secret()) else ""
    page = render_template(
        "contributions/done.html",
        draft=draft,
        form=form,
        code=in_groups(code),
        url=address_of(url_for("pages.follow", code=code or contribution.public_id)),
        photos_url=url_for("pages.own_photos", code=code or contribution.public_id),
        steps=track(contribution, deal().answer_within, used_in=(), answered=False),
        reaction_on=first_reaction_by(contribution, deal().answer_within),
        callback_ends_on=operations.callback_ends_on(),
        news_ends_on=operations.news_ends_on(),
        kept=addresses(contribution),
        host=own_talks(contribution)[1],
        host_phone=known,
        may_ask_form=HostForm(None, meta={"csrf": False}),
        phone_form=phone or PhoneForm(None, data={"phone": known.phone if known else ""}, meta={"csrf": False}),
    )
    return page, phone.status if phone else form.status


@blueprint.post("/deel/<public_id>/bereiken")
@public
def contact(public_id: str) -> ResponseReturnValue:
    draft = my_draft_to_change(public_id)
    form = ContactForm(meta={"csrf": False})
    if not form.validate():
        return show_done(draft, form)
    contribution = sent(draft)
    operations.allow_callback(contribution, form.callback.data or "")
    operations.ask_for_news(contribution, form.news.data or "")
    return redirect(url_for("contributions.done", public_id=public_id, _anchor="bereiken"), code=303)


@blueprint.post("/deel/<public_id>/gastgemeente")
@public
def let_host_ask(public_id: str) -> ResponseReturnValue:
    """Lets the host of the challenge ask something, or stops that: a consent of its own."""
    contribution = sent(my_draft_to_change(public_id))
    form = HostForm(meta={"csrf": False})
    if form.may_ask.data:
        operations.let_host_ask(contribution)
    else:
        operations.stop_host(contribution)
    return redirect(url_for("contributions.done", public_id=public_id, _anchor="gastgemeente"), code=303)


@blueprint.post("/deel/<public_id>/gastgemeente/bellen")
@public
def let_host_call(public_id: str) -> ResponseReturnValue:
    """Leaves a number for the hosts of the challenge, or takes it back: once more a consent of its own."""
    draft = my_draft_to_change(public_id)
    contribution, form = sent(draft), PhoneForm(meta={"csrf": False})
    if not form.validate():
        return show_done(draft, ContactForm(None, data=addresses(contribution), meta={"csrf": False}), form)
    host_phone.let_host_call(contribution, form.phone.data or "")
    return redirect(url_for("contributions.done", public_id=public_id, _anchor="gastgemeente"), code=303)


@blueprint.get("/deel/<public_id>/foto")
@public
def draft_photo(public_id: str) -> Response:
    """The photo that comes along, for the browser that the draft is of."""
    return served.picture(content_of_draft_photo(my_draft(public_id)), STORED_AS, "foto.jpg")


@blueprint.get("/deel/<public_id>/eerste-reactie.ics")
@public
def calendar(public_id: str) -> Response:
    day = first_reaction_by(sent(my_draft(public_id)), deal().answer_within)
    return Response(exports.calendar(day, address_of(url_for("pages.follow_start"))), mimetype="text/calendar")
