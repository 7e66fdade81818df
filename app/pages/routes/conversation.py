"""Talking by relay: a contributor with the desk and with the host of a challenge, and that host with a contributor."""

from dataclasses import dataclass

from flask import flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.accounts.models import Visitor
from app.answering.operations import note_asked
from app.answering.operations.beside import let_hosts_ask
from app.answering.queries.beside import challenge_to_answer
from app.challenges.permissions import may_edit, may_post
from app.challenges.queries import challenge_by_slug
from app.contributions import operations
from app.contributions.disclosure import View, disclosed
from app.contributions.forms import HostForm, PhoneForm
from app.contributions.models import Contribution, Conversation, Side
from app.contributions.operations import host_phone
from app.contributions.permissions.conversation import is_asking
from app.contributions.privacy import Shown, after_button, shown_hints
from app.contributions.queries import conversation_as_host, conversations_about, with_remarks
from app.contributions.queries.host_phone import has_looked_today, host_phone_of
from app.contributions.talk import Talk, talk_as_host
from app.core.clock import today
from app.core.forms import number_in
from app.core.guard import allow, public
from app.core.typed import shows_again
from app.core.wording import _
from app.pages.forms import AnswerForm, QuestionForm
from app.pages.routes.blueprint import blueprint
from app.pages.routes.follow import back, mine, page

PREFIXES = {Side.DESK: "", Side.HOST: "gast-"}  # both forms stand on one page
ANCHORS = {Side.DESK: "vragen", Side.HOST: "gastgemeente"}


@blueprint.post("/volg/<code>/antwoord")
@public
@shows_again
def answer(code: str) -> ResponseReturnValue:
    """The contributor asks or answers the desk, which knows the story; so what is pointed at keeps nothing back."""
    contribution = mine(code)
    form = AnswerForm()
    if again := changed_by_button(form, contribution):
        return page(code, contribution, 200, answer_form=again, desk_hints=hints_in(again, contribution))
    if not form.validate_on_submit():
        return page(code, contribution, answer_form=form)
    operations.answer_desk(contribution, form.text.data or "")
    operations.saw(contribution, Side.DESK, number_in(request.form.get("shown")))
    return back(code, ANCHORS[Side.DESK])


@blueprint.post("/volg/<code>/gastgemeente/antwoord")
@public
@shows_again
def answer_host(code: str) -> ResponseReturnValue:
    """The contributor answers the host; before words leave by which somebody is recognised, they stand here once."""
    contribution = mine(code)
    form = AnswerForm(prefix=PREFIXES[Side.HOST])
    again = changed_by_button(form, contribution)
    if again is None and not form.validate_on_submit():
        return page(code, contribution, host_form=form)
    found = hints_in(again or form, contribution)
    if again or (found and "sure" not in request.form):
        return page(code, contribution, 200, host_form=again or form, host_hints=found, asks_sure=again is None)
    operations.answer_host(contribution, form.text.data or "")
    operations.saw(contribution, Side.HOST, number_in(request.form.get("shown")))
    return back(code, ANCHORS[Side.HOST])


def changed_by_button(form: AnswerForm, contribution: Contribution) -> AnswerForm | None:
    """The form after a small button, which changes it and sends nothing; None after the button that sends."""
    action = request.form.get("action", "")
    if not action:
        return None
    texts = after_button({form.text.name: form.text.data or ""}, action, contribution.language)
    return AnswerForm(None, prefix=form._prefix, data={"text": texts[form.text.name]})


def hints_in(form: AnswerForm, contribution: Contribution) -> list[Shown]:
    return shown_hints({form.text.name: form.text.data or ""}, contribution.language)


@blueprint.post("/volg/<code>/bericht/herkenbaar")
@public
def recognisable_in_message(code: str) -> ResponseReturnValue:
    """While somebody types a message: by which words they may be recognised. Nothing is kept."""
    contribution = mine(code)
    side = Side.HOST if f"{PREFIXES[Side.HOST]}text" in request.form else Side.DESK
    found = hints_in(AnswerForm(prefix=PREFIXES[side]), contribution)
    return jsonify(html=render_template("pages/_recognisable.html", hints=found, hints_id=f"herkennen-{side.value}"))


@blueprint.post("/volg/<code>/gelezen")
@public
def have_seen(code: str) -> ResponseReturnValue:
    contribution = mine(code)
    side = Side.HOST if request.form.get("side") == Side.HOST else Side.DESK
    operations.saw(contribution, side, number_in(request.form.get("shown")))
    return back(code, ANCHORS[side])


@blueprint.post("/volg/<code>/gastgemeente")
@public
def let_host_ask(code: str) -> ResponseReturnValue:
    """Allowing it and stopping it is one form: a tick more, or a tick less. A linked story names the challenge."""
    contribution = mine(code)
    form, slug = HostForm(), request.form.get("challenge", "")
    form.validate_on_submit()
    if form.may_ask.data and slug:
        let_hosts_ask(challenge_to_answer(slug, current_user), contribution)
    elif form.may_ask.data:
        operations.let_host_ask(contribution)
    else:
        operations.stop_host(contribution)
    return back(code, ANCHORS[Side.HOST])


@blueprint.post("/volg/<code>/gastgemeente/bellen")
@public
@shows_again
def let_host_call(code: str) -> ResponseReturnValue:
    """Leaves a number for the hosts, or takes it back when the field is empty."""
    contribution = mine(code)
    form = PhoneForm()
    if not form.validate_on_submit():
        return page(code, contribution, phone_form=form)
    host_phone.let_host_call(contribution, form.phone.data or "")
    return back(code, ANCHORS[Side.HOST])


@blueprint.post("/volg/<code>/gastgemeente/melden")
@public
def report(code: str) -> ResponseReturnValue:
    operations.report(mine(code))
    return back(code, ANCHORS[Side.HOST])


@dataclass(frozen=True)
class WithContributor:
    """A contributor whom the hosts of this challenge may ask something, by the story that everybody reads."""

    view: View
    talk: Talk


@blueprint.get("/uitdagingen/<slug>/gesprekken")
def host_conversations(slug: str) -> str:
    challenge = challenge_by_slug(slug, current_user)
    allow(may_edit(current_user, challenge))
    found = conversations_about(challenge, current_user)
    known = [(disclosed(s.conversation.contribution, Visitor()), talk_as_host(s, current_user)) for s in found]
    conversations = [WithContributor(view, talk) for view, talk in known]
    given = {"conversations": conversations, "is_closed": not is_asking(challenge.status)}
    return render_template("pages/host_conversations.html", challenge=challenge, **given)


@blueprint.route("/bijdragen/<public_id>/gesprek", methods=["GET", "POST"])
@shows_again
def host_conversation(public_id: str) -> ResponseReturnValue:
    """A host asks the contributor something, and reads the answers. For any other host there is no such page."""
    allow(may_post(current_user))
    conversation = as_host(public_id)
    form = QuestionForm()
    if not form.validate_on_submit():
        return host_page(conversation, form)
    operations.ask_as_host(conversation, form.text.data or "", by=current_user)
    if conversation.challenge is not None:
        note_asked(conversation.challenge, conversation.contribution, by=current_user)
    operations.saw(conversation.contribution, Side.HOST, number_in(request.form.get("shown")), viewer=Side.HOST)
    flash(_("Sent. You see an answer on the day after it was given."))
    return redirect(url_for("pages.host_conversation", public_id=public_id), code=303)


def as_host(public_id: str) -> Conversation:
    return conversation_as_host(public_id, current_user, to_change=request.method == "POST")


def host_page(conversation: Conversation, form: QuestionForm) -> tuple[str, int]:
    found = with_remarks([conversation])[0]
    view = disclosed(conversation.contribution, Visitor())  # hosts see what visitors see
    known = host_phone_of(conversation.contribution)  # and the number that was left for them, once they ask for it
    looked = known is not None and known.is_in_view and has_looked_today(known, current_user)
    given = {"talk": talk_as_host(found, current_user), "phone": known.phone if known and looked else ""}
    asking, may_call = conversation.challenge, known is not None and known.is_offered
    given |= {"may_call": may_call, "challenge": asking, "is_open": bool(asking and asking.is_open(today()))}
    given["is_closed"] = bool(asking and not is_asking(asking.status))
    text = render_template("pages/host_conversation.html", c=view, form=form, **given)
    return text, form.status


@blueprint.post("/bijdragen/<public_id>/gesprek/gelezen")
def host_has_seen(public_id: str) -> ResponseReturnValue:
    allow(may_post(current_user))
    conversation = as_host(public_id)
    operations.saw(conversation.contribution, Side.HOST, number_in(request.form.get("shown")), viewer=Side.HOST)
    return redirect(url_for("pages.host_conversation", public_id=public_id), code=303)


@blueprint.post("/bijdragen/<public_id>/gesprek/nummer")
def look_at_number(public_id: str) -> ResponseReturnValue:
    allow(may_post(current_user))
    host_phone.look(as_host(public_id).contribution, by=current_user)
    return redirect(url_for("pages.host_conversation", public_id=public_id, _anchor="nummer"), code=303)
