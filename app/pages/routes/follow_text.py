"""The text of one's own contribution: its contributor changes it, and sees by which words one is recognised."""

from flask import jsonify, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError

from app.contributions import operations
from app.contributions.models import Contribution
from app.contributions.privacy import Shown, after_button, shown_hints
from app.core.errors import NotFound, expired
from app.core.guard import public
from app.pages.forms import TextForm
from app.pages.routes.blueprint import blueprint
from app.pages.routes.follow import back, mine


@blueprint.get("/volg/<code>/tekst")
@public
def own_text(code: str) -> ResponseReturnValue:
    contribution = mine(code)
    operations.not_frozen(contribution)
    source = operations.open_proposal(contribution) or contribution
    return text_page(code, contribution, TextForm(None, obj=source))


def text_page(code: str, contribution: Contribution, form: TextForm, status: int = 0) -> tuple[str, int]:
    found = hints_in(form, contribution)
    return render_template("pages/follow_text.html", code=code, c=contribution, form=form, hints=found), (
        status or form.status
    )


def hints_in(form: TextForm, contribution: Contribution) -> list[Shown]:
    return shown_hints(form.texts(), contribution.language)


@blueprint.post("/volg/<code>/tekst")
@public
def change_text(code: str) -> ResponseReturnValue:
    contribution = mine(code)
    form = TextForm()
    if action := request.form.get("action", ""):  # a small button changes the form, and sends nothing
        again = TextForm(None, data=after_button(form.texts(), action, contribution.language))
        return text_page(code, contribution, again, 200)
    if not form.validate_on_submit():
        return text_page(code, contribution, form)
    operations.change(contribution, **form.content())
    return back(code)


@blueprint.post("/volg/<code>/tekst/herkenbaar")
@public
def recognisable(code: str) -> ResponseReturnValue:
    """While somebody types: by which words they may be recognised. Nothing is kept."""
    found = hints_in(TextForm(), mine(code))
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
    form = TextForm(meta={"csrf": False})
    found = hints_in(form, contribution)
    page = render_template("pages/follow_text.html", code=code, c=contribution, form=form, hints=found, expired=True)
    return page, 400
