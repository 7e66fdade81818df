""" "This is about me", and the other rights of the AVG: for anybody, without an account."""

from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.accounts.operations import may_try_again
from app.appeals import operations, queries
from app.appeals.forms import OF_A_STORY, PARTS, AboutMeForm, RightsForm
from app.appeals.models import Appeal, AppealKind, Part, Wish
from app.appeals.operations.receiving import Asked
from app.appeals.routes.blueprint import blueprint
from app.challenges.queries import challenge_by_slug
from app.contributions.disclosure import disclosed
from app.contributions.models import Contribution
from app.contributions.queries import contribution_by_public_id
from app.core.clock import today
from app.core.errors import NotFound
from app.core.guard import public, too_many
from app.core.security import fingerprint
from app.core.typed import shows_again
from app.core.wording import language
from app.stocktaking.queries import question_by_slug

REQUESTS = 5  # from one place in a quarter of an hour


@blueprint.route("/bijdragen/<public_id>/gaat-over-mij", methods=["GET", "POST"])
@public
@shows_again
def about_contribution(public_id: str) -> ResponseReturnValue:
    found = contribution_by_public_id(public_id, current_user)
    view = disclosed(found, current_user)
    return report(found, title=view.title, spoken=view.language, back=view.url)


@blueprint.route("/uitdagingen/<slug>/gaat-over-mij", methods=["GET", "POST"])
@public
@shows_again
def about_challenge(slug: str) -> ResponseReturnValue:
    found = challenge_by_slug(slug, current_user)
    if not found.is_public(today()):
        raise NotFound
    return report(found, title=found.title, spoken=found.language, back=url_for("pages.challenge", slug=slug))


@blueprint.route("/vraagstukken/<slug>/gaat-over-mij", methods=["GET", "POST"])
@public
@shows_again
def about_question(slug: str) -> ResponseReturnValue:
    found = question_by_slug(slug, current_user)
    if not found.is_public or found.held_at is not None:
        raise NotFound
    return report(found, title=found.sentence, spoken=found.language, back=url_for("stocktaking.question", slug=slug))


def report(thing: queries.Thing, **shown: str) -> ResponseReturnValue:
    """The form about one visible text: shown, or taken in."""
    form = AboutMeForm() if request.method == "POST" else AboutMeForm(None, data={"part": part_to_begin_with()})
    form.part.choices = OF_A_STORY if isinstance(thing, Contribution) else PARTS
    if request.method == "POST" and form.validate_on_submit():
        not_too_often()
        appeal = operations.report(thing, Wish(form.wish.data), Part(form.part.data), asked(form), by=current_user)
        return received(appeal)
    return render_template("appeals/about_me.html", form=form, **shown), form.status


def part_to_begin_with() -> str:
    """Whoever comes from what a municipality says of a story, finds that chosen."""
    return (Part.REASON if request.args.get("over") == "reden" else Part.TEXT).value


@blueprint.route("/gaat-over-mij", methods=["GET", "POST"])
@public
@shows_again
def ask() -> ResponseReturnValue:
    form = RightsForm() if request.method == "POST" else RightsForm(None)
    if request.method == "POST" and form.validate_on_submit():
        not_too_often()
        return received(operations.ask(AppealKind(form.kind.data), asked(form), by=current_user))
    return render_template("appeals/ask.html", form=form), form.status


def asked(form: Any) -> Asked:
    return Asked(form.text.data, form.who.data or "", form.email.data or "", language())


def not_too_often() -> None:
    """Many requests from one place are slowed down: each asks somebody's time. None hides anything by itself."""
    if not may_try_again("request about oneself from", request.remote_addr or "", REQUESTS):
        raise too_many()


def received(appeal: Appeal) -> ResponseReturnValue:
    """To the page where the answer will stand; its address is the only key to it."""
    token = operations.token_of(appeal.public_id)
    return redirect(url_for("appeals.answer", token=token), code=303)


@blueprint.get("/gaat-over-mij/<token>")
@public
def answer(token: str) -> ResponseReturnValue:
    """How it stands with a request. Nothing of the text, nor of whoever wrote it."""
    return render_template("appeals/answer.html", appeal=queries.appeal_by_token(fingerprint(token)))
