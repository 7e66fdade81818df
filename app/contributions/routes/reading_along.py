"""A second pair of eyes: the links that a writer gives out before sending, and the page that such a link opens."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts.operations import opened_by_link
from app.contributions import operations, queries
from app.contributions.forms import ReadAlongForm, answers_of, as_sent, asked_along, first_unfinished, forms_of
from app.contributions.models import AskedReader, Draft
from app.contributions.routes.blueprint import blueprint
from app.contributions.routes.browser import my_draft, my_draft_to_change, secret, secret_to_keep
from app.core.errors import NotFound, Refusal
from app.core.guard import public
from app.core.security import fingerprint, random_id, secret_address
from app.core.typed import shows_again
from app.core.wording import _, language


@blueprint.get("/deel/<public_id>/meelezen")
@public
def let_read(public_id: str) -> ResponseReturnValue:
    return links_page(my_draft(public_id), secret())


def links_page(draft: Draft, held: str) -> ResponseReturnValue:
    if draft.sent_as_id is not None:
        return redirect(url_for("contributions.done", public_id=draft.public_id), code=303)
    forms = forms_of(draft)
    links = asked_along(queries.asked_readers_of(draft), held, answers_of(draft, forms).mark)
    ready = is_ready(draft, forms)
    return render_template("contributions/let_read.html", draft=draft, links=links, key=random_id(), is_ready=ready)


def is_ready(draft: Draft, forms: dict[str, Any]) -> bool:
    """Whether there is a whole story to read; the questions of the last screen may still be open."""
    return first_unfinished(draft, {step: form for step, form in forms.items() if step != "check"}) is None


@blueprint.post("/deel/<public_id>/meelezen")
@public
def give_link(public_id: str) -> ResponseReturnValue:
    """Makes a link, or takes one back."""
    draft = my_draft_to_change(public_id)
    if draft.sent_as_id is not None:
        return links_page(draft, secret_to_keep())
    action, _colon, which = request.form.get("action", "").partition(":")
    if action == "take_back":
        operations.take_back(draft, which)
        flash(_("Taken back. That link opens nothing any more."))
    elif not is_ready(draft, forms_of(draft)):
        raise Refusal(_("First fill in your story, and who may read it. Then somebody can read along."))
    else:
        operations.let_read(draft, secret_to_keep(), language(), request.form.get("key", ""))
    return redirect(url_for("contributions.let_read", public_id=public_id), code=303)


@blueprint.route("/meelezen/verhaal/<token>", methods=["GET", "POST"])
@public
@shows_again
@secret_address
def read_along(token: str) -> ResponseReturnValue:
    """The draft as it would be sent, for whoever has the link; and their yes or no."""
    try:
        asked = asked_by(token)
    except NotFound:
        return render_template("contributions/link_over.html"), 404
    if asked.draft.sent_as_id is not None or not asked.draft.typed:
        return render_template("contributions/sent_already.html"), 409 if request.method == "POST" else 200
    form = ReadAlongForm()
    if not form.validate_on_submit():
        return reading_page(asked, form, form.status)
    mark = as_sent(asked.draft, asked.language).mark
    try:
        said = form.agreed.data == "yes", form.remark.data, form.reader.data, form.seen.data or ""
        operations.answer_draft(asked, *said, mark)
    except Refusal as changed:
        return reading_page(asked, form, 409, str(changed))
    flash(_("Thank you. Only the writer sees your answer. You can change it with the same link."))
    return redirect(url_for("contributions.read_along", token=token), code=303)


def asked_by(token: str) -> AskedReader:
    held, to_change = fingerprint(token), request.method == "POST"
    return opened_by_link(
        request.remote_addr or "", lambda: queries.asked_reader_by_token(held, to_change)
    )


def reading_page(asked: AskedReader, form: ReadAlongForm, status: int, refusal: str = "") -> tuple[str, int]:
    sent = as_sent(asked.draft, asked.language)
    return render_template(
        "contributions/read_along.html",
        asked=asked,
        sent=sent,
        view=sent.shown,
        c=sent.whole,
        form=form,
        refusal=refusal,
    ), status
