"""The desk: what waits, and reading one contribution."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.contributions import operations as contributions
from app.contributions.absent import municipality_in_words, organisation_in_words
from app.contributions.difference import difference
from app.contributions.disclosure import as_others_see, at_the_desk
from app.contributions.hints import hints
from app.contributions.models import Contribution, Conversation, Side, Status
from app.contributions.origins import origin_of_story
from app.contributions.permissions import found_fit_by
from app.contributions.privacy import after_button, municipality_names, shown_hints, without_words
from app.contributions.queries import conversation_of, known_at_the_desk, recognised_by
from app.contributions.reading_mark import mark_of
from app.contributions.talk import reported_talk, talk_at_the_desk
from app.contributions.went_on import own_history, words_that_wait
from app.core.deal import deal
from app.core.errors import NotFound
from app.core.forms import number_in
from app.core.guard import allow
from app.core.typed import shows_again
from app.core.wording import _
from app.review import permissions, queries
from app.review.forms import AskForm, ProposalForm, ReasonForm
from app.review.routes.blueprint import blueprint
from app.taxonomy.models import Dimension, Term
from app.taxonomy.queries import terms_by_code, to_choose_from

TEXTS = ("title", "lesson", "facts", "condition", "went_wrong", "opinion")  # in the order of reading
TAGGED = (Dimension.THEME, Dimension.BARRIER, Dimension.LEVER, Dimension.PHASE, Dimension.SCALE)


@blueprint.get("/redactie")
def desk() -> str:
    allow(permissions.may_use_the_desk(current_user))
    queue = queries.queue(current_user)
    shown = request.args.get("toon", "")
    lines = {"mijn": [w for w in queue if w.is_mine], "niemand": [w for w in queue if not w.readers]}.get(shown, queue)
    given = {"photos": queries.photos_waiting_for(current_user), "talking": queries.talking(current_user)}
    return render_template(
        "review/desk.html", queue=queue, lines=lines, shown=shown, needed=deal().readers, **given
    )


@blueprint.post("/redactie/<public_id>/lezen")
def open_to_read(public_id: str) -> ResponseReturnValue:
    allow(permissions.may_use_the_desk(current_user))
    found = queries.at_the_desk(public_id, to_change=True)
    queries.not_in_the_queue(found, current_user)
    contributions.open_to_read(found, by=current_user)
    return redirect(url_for("review.read", public_id=public_id))


def mine(public_id: str) -> Contribution:
    """The contribution, if this editor reads it; for anybody else there is no such thing."""
    allow(permissions.may_use_the_desk(current_user))
    found = queries.at_the_desk(public_id, to_change=True)
    if not permissions.may_read(current_user, found):
        raise NotFound
    return found


@blueprint.get("/redactie/<public_id>")
def read(public_id: str) -> ResponseReturnValue:
    allow(permissions.may_use_the_desk(current_user))
    found = queries.at_the_desk(public_id)
    if not permissions.may_read(current_user, found):
        queries.not_in_the_queue(found, current_user)
        return render_template("review/closed.html", waiting=queries.line(found, current_user), needed=deal().readers)
    return page(found)


def page(found: Contribution, status: int = 200, refusal: str = "", **forms: Any) -> tuple[str, int]:
    """The text with all that a reader does with it. Whoever gets it to see is noted first."""
    contributions.log_view_at_once(found, by=current_user, is_kept=status < 400)
    current, shown = contributions.proposed(found), at_the_desk(found, current_user)
    texts = {name: getattr(current or shown, name) for name in TEXTS}
    names, (can_be_mailed, lines) = municipality_names(), known_at_the_desk(found)
    given = {
        "form": ProposalForm(None, data=texts | {"version": found.version}).fit_for(found),
        "ask_form": AskForm(None, prefix="vraag-"),
        "reason_form": ReasonForm(None, prefix="reden-"),
        "can_be_mailed": can_be_mailed,
        "went_on": own_history(lines),
        "seen": mark_of(current or shown, words_that_wait(lines), costs=shown),
    }
    talk, is_asked_to_look = talk_at_the_desk(found, current_user)
    return render_template(
        "review/read.html",
        c=found,
        v=shown,
        municipality=municipality_in_words(found, shown),
        organisation=organisation_in_words(found, shown),
        refusal=refusal,
        current=current,
        marks={name: hints(getattr(shown, name), names) for name in TEXTS},
        hints=shown_hints(texts, found.language, names),
        changes={name: difference(getattr(shown, name), getattr(current, name)) for name in TEXTS} if current else {},
        talk=talk,
        is_asked_to_look=is_asked_to_look,
        recognised=recognised_by(found, current_user),
        vocabulary={d: to_choose_from(d, {tag.term_id for tag in found.tags}) for d in TAGGED},
        chosen=set(request.form.getlist("term")) if "form" in forms else {tag.term.code for tag in found.tags},
        left_out=request.form.getlist("weg") if "form" in forms else [],
        photo_forms=forms.pop("photo_forms", {}),
        photo_hints={p.id: shown_hints({"alt": p.alt}, found.language, names) for p in shown.photos if p.is_described},
        found_fit_by_me={p.public_id for p in found.photos if current_user.id in found_fit_by(p)},
        no_reason=lambda photo_id: ReasonForm(None, prefix=f"foto-{photo_id}-"),
        **shown_beside(found),
        **(given | forms),
    ), status


def shown_beside(found: Contribution) -> dict[str, Any]:
    """What a reader knows of it beside the text."""
    return {
        "needed": deal().readers,
        "may_hand_over": contributions.has_photos_to_judge(found),
        "origin": origin_of_story(found),
        "others": as_others_see(found),
    }


@blueprint.post("/redactie/<public_id>/tekst")
@shows_again
def propose(public_id: str) -> ResponseReturnValue:
    found = mine(public_id)
    allow(permissions.may_read(current_user, found))
    form = ProposalForm().fit_for(found)
    if not form.validate_on_submit():
        return page(found, form.status, form=form)
    if form.version.data != str(found.version):
        form.version.data = str(found.version)  # the page shows theirs; pressing once more chooses this text
        return page(
            found, 409, _("Somebody changed this contribution in the meantime. Your text is still below."), form=form
        )
    ticked = request.form.getlist("weg")
    texts = {name: without_words(form[name].data, ticked, found.language) for name in TEXTS if name in form}
    texts = after_button(texts, request.form.get("action", ""), found.language)
    contributions.propose(found, by=current_user, **texts)
    contributions.retag(found, current_user, ticked_terms())
    flash(_("Saved. The other reader sees it as well."))
    return redirect(url_for("review.read", public_id=public_id))


def ticked_terms() -> list[Term]:
    codes = request.form.getlist("term")
    return [term for dimension in TAGGED for term in terms_by_code(dimension, codes)]


@blueprint.post("/redactie/<public_id>/begrippen")
def retag(public_id: str) -> ResponseReturnValue:
    found = mine(public_id)
    allow(permissions.may_read(current_user, found))
    contributions.retag(found, current_user, ticked_terms())
    flash(_("Saved. Every list follows at once."))
    return redirect(url_for("review.read", public_id=public_id))


@blueprint.post("/redactie/<public_id>/overdragen")
def step_down(public_id: str) -> ResponseReturnValue:
    found = mine(public_id)
    allow(permissions.may_read(current_user, found))
    contributions.step_down(found, by=current_user)
    flash(_("Somebody else can read it now."))
    return redirect(url_for("review.desk"))


@blueprint.post("/redactie/<public_id>/akkoord")
def accept(public_id: str) -> ResponseReturnValue:
    found = mine(public_id)
    allow(permissions.may_read(current_user, found))
    contributions.accept(found, by=current_user, seen=request.form.get("seen", ""))
    flash(_("You find the text fit. The page shows who is to move now."))
    return redirect(url_for("review.desk"))


@blueprint.post("/redactie/<public_id>/vraag")
@shows_again
def ask(public_id: str) -> ResponseReturnValue:
    found = mine(public_id)
    allow(permissions.may_read(current_user, found))
    form = AskForm(prefix="vraag-")
    if not form.validate_on_submit():
        return page(found, form.status, ask_form=form)
    contributions.ask(found, current_user, form.text.data)
    contributions.saw(found, Side.DESK, number_in(request.form.get("shown")), Side.DESK, by=current_user)
    paused = _("Your question stands on the contributor's page. The clock stands still.")
    flash(paused if found.status is Status.READING else _("What you wrote stands on the contributor's page."))
    return redirect(url_for("review.read", public_id=public_id))


@blueprint.post("/redactie/<public_id>/gelezen")
def have_seen(public_id: str) -> ResponseReturnValue:
    found = mine(public_id)
    allow(permissions.may_read(current_user, found))
    contributions.saw(found, Side.DESK, number_in(request.form.get("shown")), Side.DESK, by=current_user)
    return redirect(url_for("review.read", public_id=public_id, _anchor="gesprek"))


def reported(public_id: str) -> Conversation:
    """The conversation with a host that this reader was asked to look at. Raises NotFound; nobody sees another one."""
    found = queries.at_the_desk(public_id, to_change=request.method == "POST")
    conversation = conversation_of(found, Side.HOST)
    if conversation is None or not permissions.may_look_at(current_user, conversation):
        raise NotFound
    return conversation


@blueprint.get("/redactie/<public_id>/gesprek")
def look_at(public_id: str) -> str:
    allow(permissions.may_use_the_desk(current_user))
    conversation = reported(public_id)
    contributions.log_view_at_once(conversation.contribution, by=current_user, role="moderator")
    shown = at_the_desk(conversation.contribution, current_user)
    return render_template("review/conversation.html", v=shown, talk=reported_talk(conversation))


@blueprint.post("/redactie/<public_id>/gesprek")
def settle(public_id: str) -> ResponseReturnValue:
    allow(permissions.may_use_the_desk(current_user))
    conversation = reported(public_id)
    contributions.settle(conversation, stop=request.form.get("action") == "stop", by=current_user)
    flash(_("Done. The contributor sees what you did."))
    return redirect(url_for("review.read", public_id=public_id))


@blueprint.post("/redactie/<public_id>/besluit")
@shows_again
def decide(public_id: str) -> ResponseReturnValue:
    found = mine(public_id)
    allow(permissions.may_read(current_user, found))
    form = ReasonForm(prefix="reden-")
    if not form.validate_on_submit():
        return page(found, form.status, reason_form=form)
    verdicts = {"terug": contributions.hand_back, "af": contributions.refuse}
    verdict = verdicts.get(request.form.get("besluit", ""))
    if verdict is None:
        return page(found, 409, _("Choose what you want to do with it."), reason_form=form)
    verdict(found, current_user, form.reason.data)
    flash(_("Done. The contributor sees why."))
    return redirect(url_for("review.desk"))


@blueprint.post("/redactie/<public_id>/bevestigen")
def confirm(public_id: str) -> ResponseReturnValue:
    found = mine(public_id)
    allow(permissions.may_read(current_user, found))
    contributions.confirm(found, by=current_user)
    flash(_("Confirmed. The organisation is shown if the contributor wants that."))
    return redirect(url_for("review.read", public_id=public_id))
