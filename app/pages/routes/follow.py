"""The page of one's own contribution, for whoever holds its code: how it stands, and what one can do with it."""

from datetime import date
from typing import Any

from flask import Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.accounts.operations import opened_by_code
from app.answering.queries.beside import beside as beside_challenges
from app.answering.queries.beside import challenge_chosen
from app.appeals.forms import ObjectionForm
from app.contributions import operations
from app.contributions.forms import HostForm, PhoneForm
from app.contributions.forms.still_true import StillTrueForm
from app.contributions.models import Contribution
from app.contributions.queries import followed, had_this_link, kept_beside
from app.contributions.talk import offers_of
from app.core.clock import today
from app.core.errors import NotFound
from app.core.forms import Form
from app.core.guard import public
from app.core.security import fingerprint, tidy_code
from app.core.typed import shows_again
from app.core.wording import _
from app.pages import following
from app.pages.forms import (
    AnswerForm,
    CodeForm,
    DisagreeForm,
    LookAgainForm,
    ReachForm,
    StricterForm,
    WithdrawForm,
)
from app.pages.own_data import as_json, whole_record_of
from app.pages.routes.blueprint import blueprint
from app.stocktaking.words import NEWS_NAMES
from app.woo.queries import views_asked

LONGEST = 300  # characters that can hold a code, a link included


def mine(code: str) -> Contribution:
    """The contribution of this code. Raises NotFound; whoever keeps guessing has to wait."""
    code_hash, to_change = fingerprint(tidy_code(code)), request.method == "POST"
    place = request.remote_addr or ""
    return opened_by_code("code from", place, lambda: followed(code_hash, code, current_user, to_change=to_change))


def code_in(typed: str) -> str:
    """The code in what somebody typed or pasted, which may be the whole link."""
    return tidy_code(typed.strip().rstrip("/").rsplit("/", 1)[-1])[:40]


@blueprint.get("/volg")
@public
def follow_start() -> ResponseReturnValue:
    """Also for whoever comes from a challenge, to put the own story there."""
    chosen = challenge_chosen(request.args.get("uitdaging", ""))
    return render_template("pages/follow_start.html", form=CodeForm(None), chosen=chosen)


@blueprint.post("/volg")
@public
def find_by_code() -> ResponseReturnValue:
    form, chosen = CodeForm(), challenge_chosen(request.form.get("uitdaging", ""))
    if form.validate_on_submit():
        try:
            mine(code_in(form.code.data or ""))
            slug, anchor = (chosen.slug, "uitdagingen") if chosen else (None, None)
            code = code_in(form.code.data or "")
            return redirect(url_for("pages.follow", code=code, uitdaging=slug, _anchor=anchor), code=303)
        except NotFound:
            form.code.errors = [_("We do not know this code. Check it letter by letter: 26 letters and digits.")]
    return render_template("pages/follow_start.html", form=form, chosen=chosen), form.status


@blueprint.get("/volg/<code>")
@public
def follow(code: str) -> ResponseReturnValue:
    try:
        return page(code, mine(code))
    except NotFound:
        if not had_this_link(fingerprint(tidy_code(code))):
            raise
        return render_template("pages/link_changed.html"), 410


def page(code: str, contribution: Contribution, status: int = 422, **given: Any) -> tuple[str, int]:
    """The whole page; a form that needs another look stands in it as it was sent."""
    beside = kept_beside(contribution)
    callback, news, look = beside.callback, beside.news, beside.look
    kept = {"callback": callback.email if callback else "", "news": news.email if news else ""}
    forms = {
        "answer_form": AnswerForm(None),
        "host_form": AnswerForm(None, prefix="gast-"),
        "may_ask_form": HostForm(None),
        "phone_form": PhoneForm(None, data={"phone": beside.host_phone.phone if beside.host_phone else ""}),
        "disagree_form": DisagreeForm(None),
        "stricter_form": StricterForm(None),
        "look_form": LookAgainForm(None, data={"day": written(look.day if look else None)}),
        "withdraw_form": WithdrawForm(None),
        "still_form": StillTrueForm(None),
        "reach_form": ReachForm(None, data=kept),
        "objection_form": ObjectionForm(None),
    } | given
    found = following.followed(contribution, current_user, beside)
    with_challenges = beside_challenges(contribution, request.args.get("uitdaging", ""))
    text = render_template(
        "pages/follow.html",
        f=found,
        code=code,
        callback=callback,
        news=news,
        host_phone=beside.host_phone,
        news_names=NEWS_NAMES,
        with_challenges=with_challenges,
        other_hosts=offers_of(contribution, found.with_host, with_challenges.linked),
        today=today(),
        woo_views=views_asked(contribution) if contribution.freezes else [],
        callback_ends_on=operations.callback_ends_on(),
        news_ends_on=operations.news_ends_on(),
        faulty=next((form for form in given.values() if isinstance(form, Form) and form.errors), None),
        **forms,
    )
    return text, status if given else 200


def written(day: date | None) -> str:
    return f"{day:%d-%m-%Y}" if day and day > today() else ""


def back(code: str, anchor: str = "inhoud", endpoint: str = "pages.follow") -> ResponseReturnValue:
    return redirect(url_for(endpoint, code=code, _anchor=anchor), code=303)


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
    operations.refuse_proposal(contribution, form.why.data or "", seen=request.form.get("seen", ""))
    return back(code)


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
    answer = Response(as_json(whole_record_of(mine(code))), content_type="application/json")
    answer.headers["Content-Disposition"] = 'attachment; filename="straatwijs.json"'
    return answer
