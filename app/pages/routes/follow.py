"""The page of one's own contribution, for whoever holds its code: how it stands, and what one can do with it."""

from typing import Any

from flask import Response, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from flask_wtf.csrf import CSRFError

from app.accounts.operations import has_failed_too_often, note_failure
from app.contributions import operations
from app.contributions.models import Contribution
from app.contributions.own_record import record_of
from app.contributions.privacy import Shown, after_button, shown_hints
from app.contributions.queries import callback_address_of, followed, news_address_by, news_address_of
from app.core.errors import NotFound, expired
from app.core.guard import public, too_many
from app.core.security import fingerprint, tidy_code
from app.core.typed import shows_again
from app.core.wording import _
from app.pages import following
from app.pages.forms import (
    AnswerForm,
    CodeForm,
    DisagreeForm,
    LooserForm,
    ReachForm,
    StricterForm,
    TextForm,
    WithdrawForm,
)
from app.pages.own_data import as_json
from app.pages.routes.blueprint import blueprint

FAILURES = 30  # wrong codes from one place in a quarter of an hour
LONGEST = 300  # characters that can hold a code, a link included


def mine(code: str) -> Contribution:
    """The contribution of this code. Raises NotFound; whoever keeps guessing has to wait."""
    place = request.remote_addr or ""
    if has_failed_too_often("code from", place, FAILURES):
        raise too_many()
    try:
        return followed(fingerprint(tidy_code(code)), code, current_user, to_change=request.method == "POST")
    except NotFound:
        note_failure("code from", place)
        raise


def code_in(typed: str) -> str:
    """The code in what somebody typed or pasted, which may be the whole link."""
    return tidy_code(typed.strip().rstrip("/").rsplit("/", 1)[-1])[:40]


@blueprint.get("/volg")
@public
def follow_start() -> ResponseReturnValue:
    return render_template("pages/follow_start.html", form=CodeForm(None))


@blueprint.post("/volg")
@public
def find_by_code() -> ResponseReturnValue:
    form = CodeForm()
    if form.validate_on_submit():
        try:
            mine(code_in(form.code.data or ""))
            return redirect(url_for("pages.follow", code=code_in(form.code.data or "")), code=303)
        except NotFound:
            form.code.errors = [_("We do not know this code. Check it letter by letter: 26 letters and digits.")]
    return render_template("pages/follow_start.html", form=form), form.status


@blueprint.get("/volg/<code>")
@public
def follow(code: str) -> ResponseReturnValue:
    return page(code, mine(code))


def page(code: str, contribution: Contribution, **given: Any) -> tuple[str, int]:
    """The whole page; a form that needs another look stands in it as it was sent."""
    callback, news = callback_address_of(contribution), news_address_of(contribution)
    kept = {"callback": callback.email if callback else "", "news": news.email if news else ""}
    forms = {
        "answer_form": AnswerForm(None),
        "disagree_form": DisagreeForm(None),
        "stricter_form": StricterForm(None),
        "looser_form": LooserForm(None),
        "withdraw_form": WithdrawForm(None),
        "reach_form": ReachForm(None, data=kept),
    } | given
    text = render_template(
        "pages/follow.html",
        f=following.followed(contribution, current_user),
        code=code,
        callback=callback,
        news=news,
        callback_ends_on=operations.callback_ends_on(),
        news_ends_on=operations.news_ends_on(),
        faulty=next((form for form in given.values() if form.errors), None),
        **forms,
    )
    return text, 422 if given else 200


def back(code: str, anchor: str = "inhoud") -> ResponseReturnValue:
    return redirect(url_for("pages.follow", code=code, _anchor=anchor), code=303)


@blueprint.post("/volg/<code>/akkoord")
@public
def approve(code: str) -> ResponseReturnValue:
    operations.approve(mine(code), seen=request.form.get("seen", ""))
    return back(code)


@blueprint.post("/volg/<code>/niet-akkoord")
@public
@shows_again
def disagree(code: str) -> ResponseReturnValue:
    contribution = mine(code)
    form = DisagreeForm()
    if not form.validate_on_submit():
        return page(code, contribution, disagree_form=form)
    operations.refuse_proposal(contribution, form.why.data or "")
    return back(code)


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


@blueprint.post("/volg/<code>/antwoord")
@public
@shows_again
def answer(code: str) -> ResponseReturnValue:
    contribution = mine(code)
    form = AnswerForm()
    if not form.validate_on_submit():
        return page(code, contribution, answer_form=form)
    operations.answer_desk(contribution, form.text.data or "")
    return back(code, "vragen")


@blueprint.post("/volg/<code>/strenger")
@public
def make_stricter(code: str) -> ResponseReturnValue:
    contribution = mine(code)
    form = StricterForm()
    if not form.validate_on_submit():
        return page(code, contribution, stricter_form=form)
    operations.make_stricter(contribution, **form.content())
    return back(code, "delen")


@blueprint.post("/volg/<code>/ruimer")
@public
def loosen(code: str) -> ResponseReturnValue:
    contribution = mine(code)
    form = LooserForm()
    if not form.validate_on_submit():
        return page(code, contribution, looser_form=form)
    operations.loosen(contribution, **form.content())
    return back(code, "delen")


@blueprint.post("/volg/<code>/intrekken")
@public
def withdraw(code: str) -> ResponseReturnValue:
    contribution = mine(code)
    form = WithdrawForm()
    if not form.validate_on_submit():
        return page(code, contribution, withdraw_form=form)
    operations.withdraw(contribution)
    return back(code)


@blueprint.post("/volg/<code>/bereiken")
@public
def reach(code: str) -> ResponseReturnValue:
    contribution = mine(code)
    form = ReachForm()
    if not form.validate_on_submit():
        return page(code, contribution, reach_form=form)
    operations.allow_callback(contribution, form.callback.data or "")
    operations.ask_for_news(contribution, form.news.data or "")
    return back(code, "bereiken")


@blueprint.post("/volg/<code>/organisatie")
@public
def confirm_organisation(code: str) -> ResponseReturnValue:
    operations.confirm_organisation(mine(code), by=current_user)
    return back(code, "delen")


@blueprint.get("/volg/<code>/gegevens")
@public
def follow_download(code: str) -> Response:
    """Everything that is kept of this contribution, for whoever holds its code."""
    answer = Response(as_json(record_of(mine(code))), content_type="application/json")
    answer.headers["Content-Disposition"] = 'attachment; filename="straatwijs.json"'
    return answer


@blueprint.get("/volg/nieuws/<token>")
@public
def news(token: str) -> ResponseReturnValue:
    """Only a page with buttons: mail scanners open links, people press buttons."""
    return render_template("pages/follow_news.html", token=token, address=news_address_by(fingerprint(token)))


@blueprint.post("/volg/nieuws/<token>")
@public
def answer_news(token: str) -> ResponseReturnValue:
    address = news_address_by(fingerprint(token))
    if request.form.get("action") == "stop":
        operations.stop_news(address, address.contribution)
        return render_template("pages/follow_news.html", token=token, address=None)
    operations.confirm_news(address)
    return redirect(url_for("pages.news", token=token), code=303)


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
