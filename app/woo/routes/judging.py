"""Reading one document, blacking out passages, judging it, and agreeing with who judged."""

from collections.abc import Iterator, Sequence
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.contributions.operations import log_view_at_once
from app.core import served
from app.core.errors import NotFound, Refusal
from app.core.forms import number_in
from app.core.guard import allow
from app.core.pictures import STORED_AS
from app.core.typed import shows_again
from app.core.wording import _, ngettext
from app.woo import operations, permissions, queries
from app.woo.forms import AgreeForm, BlackoutForm, JudgementForm
from app.woo.models import Judgement, WooItem
from app.woo.operations import places_in
from app.woo.reading import to_read
from app.woo.routes.blueprint import blueprint
from app.woo.routes.handling import handled_here

ADDRESS = "/redactie/woo/<request_id>/<item_id>"


def mine(request_id: str, item_id: str) -> WooItem:
    """The document to change, if this editor may judge it; for anybody else there is no such thing."""
    found = queries.item_by_public_id(item_id, request_id)
    if not permissions.may_judge(current_user, found):
        raise NotFound
    return found


@blueprint.get(ADDRESS)
def read(request_id: str, item_id: str) -> ResponseReturnValue:
    allow(permissions.may_judge_anything(current_user))
    items = queries.items_for(current_user, handled_here(request_id))
    return page(one_of(items, item_id), items)


@blueprint.get(f"{ADDRESS}/foto")
def picture(request_id: str, item_id: str) -> ResponseReturnValue:
    """The photo itself, for who may judge what is said of it."""
    allow(permissions.may_judge_anything(current_user))
    found = one_of(queries.items_for(current_user, handled_here(request_id)), item_id)
    return served.picture(operations.look_at_picture(found, by=current_user), STORED_AS, "foto.jpg")


def one_of(items: Sequence[WooItem], item_id: str) -> WooItem:
    """The document with this id among those that this handler may read; any other one is not found."""
    for item in items:
        if item.public_id == item_id:
            return item
    raise NotFound


def page(item: WooItem, items: Sequence[WooItem], **forms: Any) -> tuple[str, int]:
    if item.contribution is not None:
        log_view_at_once(item.contribution, by=current_user, role="woo")
    chosen = {"judgement": item.judgement.value if item.judgement else None, "ground": item.ground}
    given = {
        "form": BlackoutForm(None),
        "judgement_form": JudgementForm(None, prefix="oordeel-", data=chosen),
        "agree_form": AgreeForm(None, data={"seen": operations.mark_of(item)}),
    }
    shown = to_read(item, items)
    view = queries.view_of(item.request_id, item.contribution_id)
    status = next((form.status for form in forms.values()), 200)
    text = render_template(
        "woo/item.html",
        item=item,
        shown=shown,
        view=view,
        ticked=set(request.form.getlist("sentence")) if forms else set(),
        **(given | forms),
    )
    return text, status


def back(item: WooItem, anchor: str = "inhoud") -> ResponseReturnValue:
    path = url_for("woo.read", request_id=item.request.public_id, item_id=item.public_id, _anchor=anchor)
    return redirect(path)


@blueprint.post(f"{ADDRESS}/lakken")
@shows_again
def black_out(request_id: str, item_id: str) -> ResponseReturnValue:
    allow(permissions.may_judge_anything(current_user))
    found = mine(request_id, item_id)
    form = BlackoutForm()
    ticked = list(ticked_places())
    if not form.validate_on_submit() or not says_something(form, found, ticked):
        return page(found, queries.items_for(current_user, found.request), form=form)
    everywhere = form.everywhere.data
    others = queries.items_for(current_user, found.request, to_change=True) if everywhere else [found]
    count = operations.black_out(found, ticked, form.ground.data, by=current_user)
    if form.words.data:
        count += operations.black_out_words(others, form.words.data, form.ground.data, by=current_user)
    flash(ngettext("%(num)s passage is blacked out.", "%(num)s passages are blacked out.", count))
    return back(found, "gelakt")


def ticked_places() -> Iterator[operations.Place]:
    """The sentences and hints that were ticked: a part, and from where to where."""
    for value in dict.fromkeys(request.form.getlist("sentence")):
        part, start, end = [*value.split(":"), "", ""][:3]
        first, last = number_in(start, -1), number_in(end, -1)
        if min(first, last) < 0:
            raise Refusal(_("The text was changed after you opened this page. Choose the passages once more."))
        yield part, first, last


def says_something(form: BlackoutForm, item: WooItem, ticked: list[operations.Place]) -> bool:
    """Whether the form names a passage; what is missing stands in the form."""
    if not ticked and not form.words.data:
        form.words.errors = [_("Tick a sentence, or write the words that stay out.")]
    elif form.words.data and not places_in(item, form.words.data):
        form.words.errors = [_("These words do not stand in this document. Copy them from the text.")]
    return not form.words.errors


@blueprint.post(f"{ADDRESS}/terug")
def undo(request_id: str, item_id: str) -> ResponseReturnValue:
    allow(permissions.may_judge_anything(current_user))
    found = mine(request_id, item_id)
    operations.undo(found, number_in(request.form.get("passage")), by=current_user)
    flash(_("Put back: these words are not blacked out any more."))
    return back(found, "gelakt")


@blueprint.post(f"{ADDRESS}/oordeel")
@shows_again
def judge(request_id: str, item_id: str) -> ResponseReturnValue:
    allow(permissions.may_judge_anything(current_user))
    found = mine(request_id, item_id)
    form = JudgementForm(prefix="oordeel-")
    if not form.validate_on_submit():
        return page(found, queries.items_for(current_user, found.request), judgement_form=form)
    operations.judge(found, Judgement(form.judgement.data), form.ground.data, by=current_user)
    flash(_("Saved. Now somebody else has to agree."))
    return back(found, "oordeel")


@blueprint.post(f"{ADDRESS}/akkoord")
def agree(request_id: str, item_id: str) -> ResponseReturnValue:
    allow(permissions.may_judge_anything(current_user))
    found = mine(request_id, item_id)
    operations.agree(found, request.form.get("seen", ""), by=current_user)
    flash(_("You agree. This document is ready."))
    return redirect(url_for("woo.handled", request_id=request_id))


@blueprint.post(f"{ADDRESS}/tekst")
def choose_text(request_id: str, item_id: str) -> ResponseReturnValue:
    allow(permissions.may_judge_anything(current_user))
    found = mine(request_id, item_id)
    operations.choose_text(found, of_now=request.form.get("welke") == "nu", by=current_user)
    flash(_("Saved. Look at the judgement once more."))
    return back(found)


@blueprint.post(f"{ADDRESS}/zienswijze")
def ask_view(request_id: str, item_id: str) -> ResponseReturnValue:
    allow(permissions.may_judge_anything(current_user))
    found = mine(request_id, item_id)
    if found.contribution is None:
        raise Refusal(_("This document belongs to no story, so there is no contributor to ask."))
    if operations.ask_view(found.request, found.contribution):
        flash(_("Asked. The contributor gets a message that there is news."))
    else:
        flash(_("The question stands on the contributor's page. We have no address to tell them."))
    return back(found, "zienswijze")
