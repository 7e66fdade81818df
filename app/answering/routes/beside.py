"""On the page of a challenge: there is a story already that helps, and this plays with us as well."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.accounts.models import Recognised, Visitor
from app.accounts.recognised import TAKE_BACK, what_became_of
from app.answering import permissions
from app.answering.forms import LinkForm, PlaysHereForm
from app.answering.operations import beside as operations
from app.answering.queries import beside as queries
from app.answering.routes.blueprint import blueprint
from app.contributions.queries import contribution_by_public_id
from app.core import browser_marks
from app.core.clock import today
from app.core.errors import Refusal
from app.core.forms import number_in, one_line
from app.core.guard import allow, public
from app.core.slowing import slowed
from app.core.wording import _

LONGEST_SEARCH = 200  # characters


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
    operations.link(found, contribution_by_public_id(form.story.data or "", Visitor()), by=current_user)
    flash(_("The story stands with the challenge now. Nobody sees who put it there."))
    return redirect(url_for("pages.challenge", slug=found.slug, _anchor="antw"), code=303)


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
