"""The page of a host: all answers and questions that everybody may read, and what the municipality does with them."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.accounts.models import Visitor
from app.accounts.recognised import RECOGNISED_NAMES
from app.answering import operations, permissions, queries
from app.answering.deadline import Arrival
from app.answering.forms import VerdictForm
from app.answering.models import AnswerMark, Verdict
from app.answering.queries.beside import asks_elsewhere, recognition_of
from app.answering.routes.blueprint import blueprint
from app.challenges.models import Challenge, ChallengeStatus
from app.challenges.queries import challenge_by_slug
from app.contributions.disclosure import View, disclosed
from app.contributions.models import Contribution, Kind
from app.contributions.permissions.conversation import is_asking
from app.core.clock import today
from app.core.errors import NotFound, Refusal
from app.core.guard import allow
from app.core.typed import mark_of_typist, shows_again
from app.core.wording import _
from app.taxonomy.queries import kinds_of_organisation

PREFIX = "antwoord-"  # of the fields of one answer, before its public id
WAITING = "wacht"  # in the address: only what nobody judged yet


@dataclass(frozen=True)
class ToMark:
    """One answer, or a question beside them, as a host sees it: as a visitor does, with what the hosts did so far."""

    view: View
    mark: AnswerMark | None
    form: VerdictForm
    may_be_asked: bool  # as long as the challenge takes answers; what was asked can be read after that too
    may_be_called: bool  # they left a number for the hosts of this challenge
    react_by: date | None  # None once somebody reacted, when the challenge is closed, and of a linked story
    is_linked: bool

    @property
    def is_answer(self) -> bool:
        return self.view.kind is not Kind.QUESTION

    @property
    def waits(self) -> bool:
        """Whether nobody said yet what is done with it."""
        return self.mark is None or self.mark.verdict is None


@blueprint.get("/uitdagingen/<slug>/antwoorden")
def answers(slug: str) -> ResponseReturnValue:
    challenge = challenge_by_slug(slug, current_user)
    allow(permissions.may_host(current_user, challenge))
    return page(challenge)


def page(challenge: Challenge, given: dict[str, VerdictForm] | None = None, refusal: str = "") -> tuple[str, int]:
    """All answers; a form that needs another look stands with its answer as it was sent."""
    given = given or {}
    every, questions = to_mark(challenge, given)
    waiting = [one for one in every if one.waits]
    in_time = [one for one in every if one.react_by is not None]
    only_waiting = request.args.get("tonen") == WAITING
    status = 409 if refusal else max((form.status for form in given.values()), default=200)
    text = render_template(
        "answering/answers.html",
        challenge=challenge,
        answers=[one for one in every if one.waits or one.view.id in given] if only_waiting else every,
        number=len(every),
        questions=questions,
        waiting=waiting,
        only=WAITING if only_waiting else None,
        next_of=next_waiting(every),
        in_time=len(in_time),
        first=min(in_time, key=lambda one: one.react_by or date.max, default=None),
        given=list(given.values()),
        faults=[field for form in given.values() for field in form],
        refusal=refusal,
        today=today(),
        asks=is_asking(challenge.status),
        who=mark_of_typist(current_user.public_id),
        **elsewhere(challenge),
    )
    return text, status


def next_waiting(every: Sequence[ToMark]) -> dict[str, View]:
    """For each answer that has a judgement the next one without, from the top again after the last; by public id."""
    found: dict[str, View] = {}
    following = next((one.view for one in every if one.waits), None)
    for one in reversed(every):
        if one.waits:
            following = one.view
        elif following is not None:
            found[one.view.id] = following
    return found


def elsewhere(challenge: Challenge) -> dict[str, Any]:
    """Where it plays as well, and who asks it as well, once everybody may read the challenge: it is asked of others."""
    if not permissions.may_be_recognised(challenge):
        return {"figures": None, "alike": ()}
    known = {"recognised_names": RECOGNISED_NAMES, "kinds": kinds_of_organisation()}
    return known | {"figures": recognition_of(challenge), "alike": asks_elsewhere(challenge)}


def to_mark(challenge: Challenge, given: dict[str, VerdictForm]) -> tuple[list[ToMark], list[ToMark]]:
    """The answers, and the questions of others; in the public order."""
    marks, open_to = queries.marks_on(challenge), queries.may_be_asked(challenge, current_user)
    asks = is_asking(challenge.status)
    every = [
        ToMark(
            view=disclosed(story, Visitor()),
            mark=marks.get(story.id),
            form=given.get(story.public_id) or form_for(story, marks.get(story.id)),
            may_be_asked=story.id in open_to and (asks or was_asked(marks.get(story.id))),
            may_be_called=open_to.get(story.id, False),
            react_by=None if story.id in marks else react_by(challenge, story),
            is_linked=story.challenge_id != challenge.id,
        )
        for story in queries.said_to(challenge)
    ]
    return [one for one in every if one.is_answer], [one for one in every if not one.is_answer]


def was_asked(mark: AnswerMark | None) -> bool:
    return mark is not None and mark.asked_at is not None


def react_by(challenge: Challenge, story: Contribution) -> date | None:
    """The last day for a first reaction; of what closed the note was that, and a linked one asked for nothing."""
    is_linked, is_over = story.challenge_id != challenge.id, challenge.status is not ChallengeStatus.PUBLISHED
    if is_linked or is_over or story.published_at is None:
        return None
    return Arrival(story.published_at, story.visible_from, story.shows_organisation).react_by


def form_for(story: Contribution, mark: AnswerMark | None) -> VerdictForm:
    stands = {"fits": mark.verdict, "came": mark.verdict, "why": mark.reason} if mark else {}
    known = stands | {"seen": mark.turn if mark else 0}
    return VerdictForm(None, prefix=prefix(story), data=known)


def prefix(story: Contribution) -> str:
    """All answers stand in one form, each with fields of its own."""
    return f"{PREFIX}{story.public_id}"


def back(challenge: Challenge, story: Contribution) -> ResponseReturnValue:
    """To the answer that somebody was at: the keyboard goes on there. Where that is not shown any more, to the next."""
    tonen, goes_on_at = None, story.public_id
    if request.args.get("tonen") == WAITING:
        following = next_waiting(to_mark(challenge, {})[0]).get(story.public_id)
        tonen, goes_on_at = WAITING, following.id if following else goes_on_at
    here = url_for("answering.answers", slug=challenge.slug, tonen=tonen, _anchor=f"{PREFIX}{goes_on_at}")
    return redirect(here, code=303)


def ids_sent() -> set[str]:
    """Of each answer on the page that was sent: they stand in one form, so that no button loses what was typed."""
    return {name.removeprefix(PREFIX).partition("-")[0] for name in request.form if name.startswith(PREFIX)}


def touched(challenge: Challenge, stories: Iterable[Contribution]) -> list[tuple[Contribution, VerdictForm]]:
    """Those at which somebody chose or wrote something, each with its form."""
    marks = queries.marks_on(challenge)
    forms = [(story, VerdictForm(prefix=prefix(story))) for story in stories]
    return [(story, form) for story, form in forms if form.is_touched(marks.get(story.id))]


def to_judge(challenge: Challenge, public_id: str) -> list[tuple[Contribution, VerdictForm]]:
    """What was touched, first the answer whose button was pressed; only that one when nothing was. Raises NotFound.

    The key Enter presses the first button of the page, whatever answer somebody is at.
    """
    stories = queries.held_answers(challenge, ids_sent() | {public_id})
    pressed = next((story for story in stories if story.public_id == public_id), None)
    if pressed is None:
        raise NotFound
    found = touched(challenge, stories) or [(pressed, VerdictForm(prefix=prefix(pressed)))]
    return sorted(found, key=lambda one: one[0] is not pressed)


@blueprint.post("/uitdagingen/<slug>/antwoorden/<public_id>")
@shows_again
def judge(slug: str, public_id: str) -> ResponseReturnValue:
    challenge = challenge_by_slug(slug, current_user)
    allow(permissions.may_host(current_user, challenge))
    sent = to_judge(challenge, public_id)
    given = {one.public_id: form for one, form in sent}
    fits = [form.validate_on_submit() for form in given.values()]  # each of them, so that each says what is missing
    if not all(fits):
        return page(challenge, given)
    try:
        operations.judge_all(challenge, [said(one, form) for one, form in sent], by=current_user)
    except Refusal as stale:
        anew = {one.public_id: with_what_stands_now(form, challenge, one) for one, form in sent}
        return page(challenge, anew, str(stale))
    flash(_("Noted. The contributor sees it, and the members of the City Deal. Nobody else does."))
    return back(challenge, sent[0][0])


def said(story: Contribution, form: VerdictForm) -> operations.Said:
    reason = form.why.data if form.fits.data == Verdict.NO else ""
    return operations.Said(story, Verdict(form.fits.data), reason, form.seen_turn())


def with_what_stands_now(form: VerdictForm, challenge: Challenge, story: Contribution) -> VerdictForm:
    """The form as it was sent; sent once more, it is about what the other host said."""
    mark = queries.mark_on(challenge, story)
    form.seen.data = str(mark.turn if mark else 0)
    return form


@blueprint.post("/uitdagingen/<slug>/antwoorden/<public_id>/bedanken")
def thank(slug: str, public_id: str) -> ResponseReturnValue:
    challenge = challenge_by_slug(slug, current_user)
    allow(permissions.may_host(current_user, challenge))
    story = queries.one_said_to(challenge, public_id)
    operations.thank(challenge, story, by=current_user)
    flash(_("Thanked. Only the contributor sees it, and the hosts of this challenge."))
    return going_on(challenge, story, ids_sent())


@blueprint.post("/uitdagingen/<slug>/antwoorden/<public_id>/terug")
def take_back(slug: str, public_id: str) -> ResponseReturnValue:
    challenge = challenge_by_slug(slug, current_user)
    allow(permissions.may_host(current_user, challenge))
    story = queries.one_said_to(challenge, public_id)
    form = VerdictForm(prefix=prefix(story))
    operations.take_back(challenge, story, by=current_user, seen_turn=form.seen_turn())
    flash(_("Taken back."))
    return going_on(challenge, story, ids_sent() - {public_id})


def going_on(challenge: Challenge, story: Contribution, typed_at: Collection[str]) -> ResponseReturnValue:
    """Back to the answer; what was typed at these and not kept yet stands on the page as it was typed."""
    left = touched(challenge, queries.these_answers(challenge, typed_at))
    return page(challenge, {one.public_id: form for one, form in left}) if left else back(challenge, story)
