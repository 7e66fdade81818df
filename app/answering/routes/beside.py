"""On the page of a challenge: there is a story already that helps, and this plays with us as well.

Who put a story there is not kept here. Their browser holds it in its session for a moment, so that they can undo it.
"""

from flask import flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.accounts.models import Recognised, Visitor
from app.accounts.recognised import TAKE_BACK, what_became_of
from app.answering import permissions
from app.answering.forms import LinkForm, PlaysHereForm
from app.answering.operations import beside as operations
from app.answering.queries import beside as queries
from app.answering.queries import marks_on
from app.answering.routes.blueprint import blueprint
from app.challenges.models import Challenge
from app.contributions.disclosure import disclosed
from app.contributions.queries import contribution_by_public_id
from app.core import browser_marks
from app.core.clock import today
from app.core.errors import Refusal
from app.core.forms import number_in, one_line
from app.core.guard import allow, public
from app.core.slowing import slowed
from app.core.wording import _

LONGEST_SEARCH = 200  # characters
JUST_PUT = "just_put"  # in the session: challenge, story, and the tap that put it there; '' once it was undone


@blueprint.get("/uitdagingen/<slug>/verhaal-erbij")
@slowed("search")
def stories(slug: str) -> str:
    """The stories that look most like the challenge, and those that hold the words that somebody types."""
    allow(permissions.may_link(current_user))
    found = queries.challenge_to_answer(slug, current_user, to_change=False)
    words = one_line(request.args.get("q", ""))[:LONGEST_SEARCH]
    return render_template(
        "answering/stories.html",
        challenge=found,
        words=words,
        stories=queries.stories_for(found, words) if found.is_open(today()) else [],
        is_open=found.is_open(today()),
    )


@blueprint.post("/uitdagingen/<slug>/verhaal-erbij")
@slowed("recognition")
def link(slug: str) -> ResponseReturnValue:
    allow(permissions.may_link(current_user))
    found = queries.challenge_to_answer(slug, current_user)
    form = LinkForm()
    if not form.validate_on_submit():
        raise Refusal(_("This story cannot be put with this challenge."))
    story = contribution_by_public_id(form.story.data or "", Visitor())
    operations.link(found, story, by=current_user)
    tap = operations.tap_of_now(found, story, by=current_user)
    if tap:
        session[JUST_PUT] = [found.public_id, story.public_id, tap]
    flash(_("The story stands with the challenge now. Nobody sees who put it there."))
    return redirect(url_for("pages.challenge", slug=found.slug, _anchor="antw"), code=303)


@blueprint.app_template_global()
def just_put_there(challenge: Challenge) -> str:
    """The public id of the story that this browser put there a moment ago, while that can be undone; else ''."""
    challenge_id, public_id, tap = session.get(JUST_PUT, ("", "", ""))
    if challenge_id != challenge.public_id or not current_user.is_authenticated or not tap:
        return ""
    link = queries.link_of(challenge, public_id)
    stands = link is not None and link.taken_away_at is None
    return public_id if stands and permissions.can_undo_now(challenge, tap) else ""


@blueprint.post("/uitdagingen/<slug>/verhaal-erbij/terug")
def undo(slug: str) -> ResponseReturnValue:
    allow(permissions.may_link(current_user))
    challenge_id, public_id, tap = session.get(JUST_PUT, ("", "", ""))
    if queries.challenge_to_answer(slug, current_user, to_change=False).public_id != challenge_id:
        raise Refusal(str(operations.TOO_LATE))
    story = contribution_by_public_id(public_id, Visitor(), to_change=True)
    found = queries.challenge_to_answer(slug, current_user)
    if tap:  # else it was undone already: a double click
        operations.undo(found, story, tap)
    session[JUST_PUT] = [challenge_id, public_id, ""]
    flash(_("Undone. Does the story still stand here? Then that is not through you any more."))
    return redirect(url_for("pages.challenge", slug=found.slug, _anchor="antw"), code=303)


@blueprint.route("/uitdagingen/<slug>/antwoorden/<public_id>/weghalen", methods=["GET", "POST"])
def take_away(slug: str, public_id: str) -> ResponseReturnValue:
    """Asks once; then it is gone there, and only its contributor puts it back."""
    to_change = request.method == "POST"
    allow(permissions.may_take_away(current_user, queries.challenge_to_answer(slug, current_user, to_change=False)))
    story = contribution_by_public_id(public_id, Visitor(), to_change=to_change)
    found = queries.challenge_to_answer(slug, current_user, to_change=to_change)
    link, runs = queries.was_put_with(found, story), permissions.may_host(current_user, found)
    if not to_change:
        mark = marks_on(found).get(story.id)
        rests = runs and mark is not None and mark.stands_in_note
        shown = {"stands": link.taken_away_at is None, "runs": runs, "rests": rests, "c": disclosed(story, Visitor())}
        return render_template("answering/take_away.html", challenge=found, **shown)
    operations.take_away_as_other(found, story, by=current_user)
    flash(_("Taken away. Only its contributor can put it with this challenge again."))
    endpoint, anchor = ("answering.answers", None) if runs else ("pages.challenge", "antw")
    return redirect(url_for(endpoint, slug=found.slug, _anchor=anchor), code=303)


@blueprint.post("/uitdagingen/<slug>/speelt-ook-bij-ons")
@public
@slowed("recognition")
def recognise(slug: str) -> ResponseReturnValue:
    found = queries.challenge_to_answer(slug, current_user)
    form = PlaysHereForm()
    if not form.validate_on_submit():
        raise Refusal(str(form.errors["answer"][0]))
    answer = None if form.answer.data == TAKE_BACK else Recognised(form.answer.data)
    needs_one = answer is not None and not current_user.is_authenticated
    thing = f"challenge recognised:{found.id}"
    mark = browser_marks.mark_to_keep(thing) if needs_one else browser_marks.mark_of(thing)
    before = operations.recognise(found, current_user, number_in(form.organisation.data) or None, mark, answer)
    flash(what_became_of(answer, before))
    return redirect(url_for("pages.challenge", slug=found.slug, _anchor="herkennen"), code=303)
