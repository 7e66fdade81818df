"""The list of requests at the desk, and judging one of them."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.appeals import operations, permissions, queries
from app.appeals.forms import DECISION_NAMES, KIND_NAMES, DecisionForm, HideForm, ReasonForm
from app.appeals.judged import frozen_wordings, judged, judged_reasons, questions_of
from app.appeals.models import Appeal, Decision
from app.appeals.operations.judging import possible_decisions
from app.appeals.routes.blueprint import blueprint
from app.contributions.models import Side
from app.contributions.privacy import municipality_names
from app.contributions.queries import remarks_on
from app.core.clock import today
from app.core.errors import Refusal
from app.core.forms import number_in
from app.core.guard import allow
from app.core.typed import shows_again
from app.core.wording import _, ngettext
from app.reports.queries import how_many_may_be_read
from app.stocktaking.models import Question


@blueprint.get("/redactie/meldingen")
def work_list() -> str:
    """Everybody at the desk sees what waits and until when; what it is about, only whoever judges it."""
    allow(permissions.may_see_the_list(current_user))
    given = {"waiting": queries.open_appeals(), "answered": queries.answered_appeals()}
    names = {"kind_names": KIND_NAMES, "decision_names": DECISION_NAMES}
    return render_template("appeals/work_list.html", today=today(), **given, **names)


def mine(public_id: str, to_change: bool = False) -> Appeal:
    allow(permissions.may_see_the_list(current_user))
    return queries.appeal_to_judge(public_id, current_user, to_change)


@blueprint.get("/redactie/meldingen/<public_id>")
def judge(public_id: str) -> ResponseReturnValue:
    allow(permissions.may_see_the_list(current_user))
    return page(mine(public_id))


def page(found: Appeal, **forms: Any) -> tuple[str, int]:
    """The request with all that its judge does with it. Whoever gets it to see is noted first."""
    operations.log_view(found, by=current_user)
    form = DecisionForm(None, data={"reason": found.reason})
    given = {"hide_form": HideForm(None, prefix="verberg-"), "form": form} | forms
    offer(given["form"], found)
    questions, municipalities = questions_of(found), municipality_names()
    return render_template(
        "appeals/judge.html",
        appeal=found,
        texts=judged(found, municipalities, questions),
        is_elsewhere=len(questions) > 1,
        reasons=judged_reasons(found, municipalities),
        decides_apart=decides_apart(found),
        others=queries.others_about(found),
        # What a host and a contributor said is theirs: no editor reads that, so no judge either.
        remarks=remarks_on(found.contribution, Side.DESK) if found.contribution and not found.is_about_a_reason else [],
        kind_names=KIND_NAMES,
        decision_names=DECISION_NAMES,
        today=today(),
        **given,
    ), max(form.status for form in given.values())


def offer(form: DecisionForm, found: Appeal) -> None:
    form.decision.choices = [(choice.value, DECISION_NAMES[choice]) for choice in possible_decisions(found)]


@blueprint.post("/redactie/meldingen/<public_id>/verberg")
@shows_again
def hide(public_id: str) -> ResponseReturnValue:
    found = mine(public_id, to_change=True)
    allow(permissions.may_judge(current_user, found))
    form = HideForm(prefix="verberg-")
    if not form.validate_on_submit():
        return page(found, hide_form=form)
    operations.hide(found, current_user, form.reason.data)
    flash(_("Hidden. Nobody else sees it until you decide."))
    return redirect(url_for("appeals.judge", public_id=public_id))


@blueprint.post("/redactie/meldingen/<public_id>/reden-weg")
def take_reason_away(public_id: str) -> ResponseReturnValue:
    found = mine(public_id, to_change=True)
    allow(permissions.may_judge(current_user, found))
    form = ReasonForm()
    if not form.validate_on_submit():
        raise Refusal(_("What that municipality said does not stand there any more."))
    operations.take_reason_away(found, form.challenge.data or "", number_in(form.seen.data), by=current_user)
    flash(_("Taken away. Who wrote it hears so. Now decide, so that who asked hears it too."))
    return redirect(url_for("appeals.judge", public_id=public_id, _anchor="beslis"))


def decides_apart(found: Appeal) -> bool:
    """Whether a decision has a page of its own: about a question, of which stocktakes may say more than it does now."""
    return found.decided_at is None and isinstance(found.thing, Question)


@blueprint.get("/redactie/meldingen/<public_id>/besluit")
def deciding(public_id: str) -> ResponseReturnValue:
    allow(permissions.may_see_the_list(current_user))
    found = mine(public_id)
    if not decides_apart(found):
        return redirect(url_for("appeals.judge", public_id=public_id, _anchor="beslis"))
    return page_to_decide(found, DecisionForm(None, data={"reason": found.reason}))


def page_to_decide(found: Appeal, form: DecisionForm) -> tuple[str, int]:
    """The decision about a question, with what goes from frozen stocktakes. Whoever gets it to see is noted first."""
    operations.log_view(found, by=current_user)
    offer(form, found)
    frozen = frozen_wordings(found, current_user, form.chosen)
    return render_template("appeals/decide.html", appeal=found, form=form, frozen=frozen), form.status


@blueprint.post("/redactie/meldingen/<public_id>/besluit")
@shows_again
def decide(public_id: str) -> ResponseReturnValue:
    found = mine(public_id, to_change=True)
    allow(permissions.may_judge(current_user, found))
    form = DecisionForm()
    offer(form, found)
    form.needs_reason, form.needs_answer = found.tells_a_writer, found.tells_who_asked
    if not form.validate_on_submit():
        return page_to_decide(found, form) if decides_apart(found) else page(found, form=form)
    given = Decision(form.decision.data), form.reason.data, form.answer.data, form.chosen
    number = how_many_may_be_read(operations.decide(found, current_user, *given), current_user)
    flash(_("Decided. Who it concerns hears where to read it."))
    if number:
        flash(ngettext("It went from a frozen stocktake.", "It went from %(num)s frozen stocktakes.", number))
    return redirect(url_for("appeals.judge", public_id=public_id))


@blueprint.post("/redactie/meldingen/<public_id>/overdragen")
def pass_on(public_id: str) -> ResponseReturnValue:
    found = mine(public_id, to_change=True)
    allow(permissions.may_judge(current_user, found))
    operations.pass_on(found, by=current_user)
    flash(_("Somebody else judges it now."))
    return redirect(url_for("appeals.work_list"))
