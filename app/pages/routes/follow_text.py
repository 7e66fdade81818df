"""The text of one's own contribution: its contributor changes it, and sees by which words one is recognised."""

from flask import jsonify, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError

from app.contributions import operations
from app.contributions.forms import costs_to_change
from app.contributions.forms.kept_out import KeptOutForm
from app.contributions.models import Contribution
from app.contributions.privacy import Shown, after_button, shown_hints
from app.contributions.reading_mark import TEXTS
from app.core.errors import NotFound, expired
from app.core.guard import public
from app.pages.forms import TextForm
from app.pages.routes import kept_out
from app.pages.routes.blueprint import blueprint
from app.pages.routes.follow import back, mine

EXPIRED = 400  # the token was too old: the page comes back as it was sent


@blueprint.get("/volg/<code>/tekst")
@public
def own_text(code: str) -> ResponseReturnValue:
    contribution = mine(code)
    operations.not_frozen(contribution)
    source = operations.open_proposal(contribution) or contribution
    known = {name: getattr(source, name) for name in TEXTS} | costs_to_change(contribution)
    return text_page(code, contribution, TextForm(None, data=known).fit_for(contribution))


def text_page(
    code: str, contribution: Contribution, form: TextForm, sent: KeptOutForm | None = None, status: int = 0
) -> tuple[str, int]:
    """`sent` is the list of who may not read along, as it came with the text."""
    asked = sent or kept_out.list_asked(contribution)
    page = render_template(
        "pages/follow_text.html",
        code=code,
        c=contribution,
        form=form,
        kept_out=asked,
        hints=hints_in(form, contribution),
        expired=status == EXPIRED,
    )
    return page, status or max(form.status, asked.status if asked else 0)


def hints_in(form: TextForm, contribution: Contribution) -> list[Shown]:
    return shown_hints(form.texts(), contribution.language)


@blueprint.post("/volg/<code>/tekst")
@public
def change_text(code: str) -> ResponseReturnValue:
    contribution = mine(code)
    form, sent = TextForm().fit_for(contribution), kept_out.list_sent(contribution)
    if action := request.form.get("action", ""):  # a small button changes the form, and sends nothing
        texts = after_button(form.texts(), action, contribution.language)
        again = TextForm(None, data=texts | form.costs_as_typed())
        return text_page(code, contribution, again.fit_for(contribution), sent, 200)
    is_fine = form.validate_on_submit()
    if not kept_out.is_understood(sent) or not is_fine:  # both, so that each says what it misses
        return text_page(code, contribution, form, sent)
    kept_out.keep(contribution, sent)
    operations.change(contribution, costs=form.costs_meant(), **form.texts())
    operations.let_go_of_list(contribution)  # when nothing changed, nobody new reads it
    return back(code)


@blueprint.post("/volg/<code>/tekst/herkenbaar")
@public
def recognisable(code: str) -> ResponseReturnValue:
    """While somebody types: by which words they may be recognised. Nothing is kept."""
    contribution = mine(code)
    found = hints_in(TextForm().fit_for(contribution), contribution)
    return jsonify(html=render_template("pages/_recognisable.html", hints=found))


def keep_text(error: CSRFError) -> ResponseReturnValue:
    """A text that took long to write comes back as it was typed, to be sent once more."""
    if request.endpoint != "pages.change_text" or request.headers.get("Sec-Fetch-Site") in ("cross-site", "same-site"):
        return expired(error)
    code = str((request.view_args or {})["code"])
    try:
        contribution = mine(code)
    except NotFound:
        return expired(error)
    form = TextForm(meta={"csrf": False}).fit_for(contribution)
    return text_page(code, contribution, form, kept_out.list_sent(contribution), EXPIRED)
