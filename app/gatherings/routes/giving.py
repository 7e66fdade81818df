"""From a note or an experience to a question of the members: its writer's own words, and back as long as it waits."""

from datetime import date

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.core.guard import public
from app.core.security import secret_address
from app.core.typed import shows_again
from app.core.wording import _
from app.gatherings import operations, queries
from app.gatherings.forms import GiveForm
from app.gatherings.models import FieldNote, Gathering, Registration
from app.gatherings.models.given import MOST_ASKED
from app.gatherings.routes.blueprint import blueprint
from app.gatherings.routes.opening import walk_opened
from app.gatherings.routes.registration import opened
from app.gatherings.routes.walker_key import key


@blueprint.route("/lopen/<code>/notities/<note_id>/vraag", methods=["GET", "POST"])
@public
@shows_again
@secret_address
def give_note(code: str, note_id: str) -> ResponseReturnValue:
    found = walk_opened(code, to_change=request.method == "POST")
    note = queries.own_note(operations.walker_with(found, key()), note_id)
    back = url_for("gatherings.walk", code=code)
    return giving(found.gathering, note, back, until=found.notes_until, begins=note.text[:MOST_ASKED])


@blueprint.route("/aanmelding/<token>/vraag", methods=["GET", "POST"])
@public
@shows_again
@secret_address
def give_experience(token: str) -> ResponseReturnValue:
    found = opened(token)
    back = url_for("gatherings.registration", token=token)
    return giving(found.gathering, found, back, until=found.gathering.names_until, beside=found.experience)


def giving(
    gathering: Gathering,
    source: FieldNote | Registration,
    back: str,
    until: date,
    begins: str = "",
    beside: str = "",
) -> ResponseReturnValue:
    """The form; pressed with `back` the question is with nobody any more, whatever is left of what it came from.

    An experience stands beside it and not in it: it may be shared without a name later, and a question that begins
    with the same words would lead to who signed up.
    """
    if request.method == "POST" and "back" in request.form:
        operations.take_given_back(source)
        flash(_("Taken back. The members do not read it any more."))
        return redirect(back, code=303)
    operations.has_words(source)
    given = operations.given_from(source)
    form = GiveForm(data={"asks": given.asks if given else begins})
    if not form.validate_on_submit():
        shown = {"gathering": gathering, "form": form, "given": given, "beside": beside}
        page = render_template("gatherings/give_question.html", back=back, until=until, **shown)
        return page, form.status
    operations.give_question(gathering, source, form.asks.data)
    flash(_("Given. The members find it where they word questions. Your name is not with it."))
    return redirect(back, code=303)
