"""Who organises a gathering, helps at the door or takes notes."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.core.errors import NotFound, Refusal
from app.core.guard import allow
from app.core.typed import shows_again
from app.core.wording import _, language
from app.gatherings import operations, permissions, queries
from app.gatherings.forms import TaskForm
from app.gatherings.forms.tasks import INSTEAD, NAMES
from app.gatherings.models import Gathering, Task
from app.gatherings.routes.blueprint import blueprint


@blueprint.route("/bijeenkomsten/<slug>/taken", methods=["GET", "POST"])
@shows_again
def tasks(slug: str) -> ResponseReturnValue:
    gathering = queries.gathering_by_slug(slug, current_user)
    allow(permissions.may_organise(current_user, gathering))
    form = TaskForm()
    if not form.validate_on_submit():
        return tasks_page(gathering, form)
    if form.task.data == INSTEAD:
        return handed_over(gathering, form)
    is_new = operations.give(gathering, Task(form.task.data), form.email.data, current_user, language())
    flash(_("Done. They get a mail.") if is_new else _("They have this task already."))
    return redirect(url_for("gatherings.tasks", slug=slug))


def handed_over(gathering: Gathering, form: TaskForm) -> ResponseReturnValue:
    try:
        operations.hand_over(gathering, form.email.data, current_user, language())
    except Refusal as refusal:
        return tasks_page(gathering, form, str(refusal))
    flash(_("Handed over. Your colleague gets a mail."))
    return redirect(url_for("gatherings.mine"))


@blueprint.post("/bijeenkomsten/<slug>/taken/<int:number>/terug")
def end_task(slug: str, number: int) -> ResponseReturnValue:
    gathering = queries.gathering_by_slug(slug, current_user)
    allow(permissions.may_organise(current_user, gathering))
    try:
        operations.end(gathering, queries.task_of(gathering, number))
    except Refusal as refusal:
        return tasks_page(gathering, TaskForm(None), str(refusal))
    flash(_("Taken back."))
    if permissions.may_organise(current_user, gathering):
        return redirect(url_for("gatherings.tasks", slug=slug))
    return redirect(url_for("gatherings.mine"))


@blueprint.post("/bijeenkomsten/<slug>/overnemen")
def take_up(slug: str) -> ResponseReturnValue:
    """A colleague goes on with what nobody organises or plans any more.

    Of a draft that is planned nobody else learns that it is there: a host reads the same when there is none.
    """
    gathering = queries.gathering_to_take_up(slug, current_user)
    if gathering is None:
        if not permissions.may_plan(current_user):
            raise NotFound
        raise Refusal(_("There is nothing to take up here: somebody plans it already, or it is gone."))
    allow(permissions.may_take_up(current_user, gathering))
    operations.take_up(gathering, current_user)
    flash(_("You organise this gathering now. Two organisers are needed: add a colleague."))
    return redirect(url_for("gatherings.tasks", slug=slug))


def tasks_page(gathering: Gathering, form: TaskForm, refusal: str = "") -> tuple[str, int]:
    given = {"names": NAMES, "too_few": operations.has_too_few(gathering), "running": operations.organisers(gathering)}
    given["holders"] = sorted(gathering.holders, key=lambda one: (list(Task).index(one.task), one.email))
    page = render_template("gatherings/tasks.html", gathering=gathering, form=form, refusal=refusal, **given)
    return page, 409 if refusal else form.status
