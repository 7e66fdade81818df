"""The round of questions: a page to ask on, without an account, and one on which the hosts answer once."""

from flask import flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.accounts.operations import may_try_again
from app.challenges import operations, permissions, queries
from app.challenges.forms import REPLY, RepliesForm, RoundForm, RoundQuestionForm
from app.challenges.models import Challenge
from app.challenges.operations import Laid
from app.challenges.routes.asker import mark, mark_to_keep
from app.challenges.routes.blueprint import blueprint
from app.core.clock import today
from app.core.errors import NotFound, Refusal
from app.core.forms import number_in, one_line, tidy
from app.core.guard import allow, public, too_many
from app.core.security import random_id
from app.core.typed import shows_again
from app.core.wording import _

FROM_ONE_PLACE = 60  # questions in a quarter of an hour: a whole town hall sits behind one address


@blueprint.route("/uitdagingen/<slug>/navragen", methods=["GET", "POST"])
@public
@shows_again
def ask_first(slug: str) -> ResponseReturnValue:
    challenge = queries.challenge_by_slug(slug, current_user)
    if challenge.ask_until is None:
        raise NotFound
    form = RoundQuestionForm()
    if not form.validate_on_submit():
        return ask_page(challenge, form)
    if not may_try_again("asked before answering from", request.remote_addr or "", FROM_ONE_PLACE):
        raise too_many()
    try:
        held = mark(challenge) if current_user.is_authenticated else mark_to_keep(challenge)
        operations.ask(challenge, current_user, held, form.key.data or "", form.asked.data)
    except Refusal as refusal:
        return ask_page(challenge, form, str(refusal))
    flash(_("Asked. Only the hosts see it, until they answer for everybody."))
    return redirect(url_for("challenges.ask_first", slug=slug), code=303)


def ask_page(challenge: Challenge, form: RoundQuestionForm, refusal: str = "") -> tuple[str, int]:
    page = render_template(
        "challenges/ask_first.html",
        challenge=challenge,
        form=form,
        refusal=refusal,
        own=queries.own_questions(challenge, current_user, mark(challenge)),
        most=operations.MOST_QUESTIONS,
        key=form.key.data or random_id(),
        today=today(),
    )
    return page, 409 if refusal else form.status


@blueprint.route("/uitdagingen/<slug>/vragen", methods=["GET", "POST"])
@shows_again
def answer_round(slug: str) -> ResponseReturnValue:
    """Every question with a box; kept while a host types, and put on the page once."""
    challenge = queries.challenge_by_slug(slug, current_user)
    allow(permissions.may_edit(current_user, challenge))
    form = RepliesForm()
    if not form.validate_on_submit():
        return replies_page(challenge, status=form.status)
    if any(len(one.reply) > REPLY or len(one.why_left_out) > REPLY for one in laid(challenge).values()):
        return replies_page(challenge, _("Make your answer shorter. There is room for %(most)d.", most=REPLY), 422)
    try:
        operations.keep_replies(challenge, current_user, laid(challenge))
        if "publish" in request.form:
            operations.publish_replies(challenge)
    except Refusal as refusal:
        return replies_page(challenge, str(refusal), 409)
    here = url_for("challenges.answer_round", slug=slug)
    if request.headers.get("X-Autosave"):
        return jsonify(url=here)
    if challenge.replied_at is not None:
        flash(_("Your answers stand on the page, for everybody."))
        return redirect(url_for("pages.challenge", slug=slug, _anchor="gevraagd"), code=303)
    flash(_("Saved. Nobody sees it until you put it on the page."))
    return redirect(here, code=303)


@blueprint.post("/uitdagingen/<slug>/vragen/dag")
@shows_again
def set_round(slug: str) -> ResponseReturnValue:
    """From when until when people can ask."""
    challenge = queries.challenge_by_slug(slug, current_user)
    allow(permissions.may_edit(current_user, challenge))
    form = RoundForm()
    form.kept_first, form.kept_day = challenge.ask_from, challenge.ask_until
    if not form.validate_on_submit():
        return replies_page(challenge, status=form.status, day=form)
    try:
        operations.take_questions(challenge, form.first_day(), form.last_day())
    except Refusal as refusal:
        return replies_page(challenge, str(refusal), 409, form)
    flash(_("Saved."))
    return redirect(url_for("challenges.answer_round", slug=slug), code=303)


def laid(challenge: Challenge) -> dict[str, Laid]:
    """What stands in the boxes that were sent, by the id of the question."""
    sent = request.form
    return {
        one.public_id: Laid(
            reply=tidy(sent.get(f"antwoord-{one.public_id}")),
            left_out=f"weg-{one.public_id}" in sent,
            why_left_out=one_line(sent.get(f"reden-{one.public_id}")),
            position=number_in(sent.get(f"plek-{one.public_id}"), digits=3),
            seen=sent.get(f"gezien-{one.public_id}", ""),
        )
        for one in queries.questions_of(challenge)
        if f"gezien-{one.public_id}" in sent
    }


def replies_page(
    challenge: Challenge, refusal: str = "", status: int = 200, day: RoundForm | None = None
) -> tuple[str, int]:
    first, last = (f"{day:%d-%m-%Y}" if day else "" for day in (challenge.ask_from, challenge.ask_until))
    questions = queries.questions_of(challenge)
    page = render_template(
        "challenges/answer_round.html",
        challenge=challenge,
        questions=questions,
        typed=laid(challenge) if request.method == "POST" else {},
        marks={one.public_id: operations.mark_now(one) for one in questions},
        day=day or RoundForm(None, questions_from=first, questions_until=last),
        form=RepliesForm(None),
        refusal=refusal,
        today=today(),
    )
    return page, status
