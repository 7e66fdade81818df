"""Whether one's own story still holds: asked after a year, and to be said at any other moment."""

from flask import flash, jsonify, render_template, request
from flask.typing import ResponseReturnValue

from app.contributions.forms.still_true import StillTrueForm
from app.contributions.models import Contribution
from app.contributions.operations.still_true import say_how_it_is
from app.contributions.privacy import Shown, after_button, shown_hints
from app.core.guard import public
from app.core.typed import shows_again
from app.core.wording import _
from app.pages.routes.blueprint import blueprint
from app.pages.routes.follow import back, mine, page


@blueprint.post("/volg/<code>/klopt-dit-nog")
@public
@shows_again
def still_true(code: str) -> ResponseReturnValue:
    contribution = mine(code)
    form = StillTrueForm()
    if again := changed_by_button(form, contribution):
        return page(code, contribution, 200, still_form=again, still_hints=hints_in(again, contribution))
    if not form.validate_on_submit():
        return page(code, contribution, still_form=form)
    say_how_it_is(contribution, **form.told())
    is_read = bool(form.told()["words"])
    flash(_("Thank you. Two people read your words first.") if is_read else _("Thank you. It stands with your story."))
    return back(code, "klopt")


def changed_by_button(form: StillTrueForm, contribution: Contribution) -> StillTrueForm | None:
    """The form after a small button, which changes it and sends nothing; None after the button that sends."""
    action = request.form.get("action", "")
    if not action:
        return None
    texts = after_button({form.words.name: form.words.data or ""}, action, contribution.language)
    return StillTrueForm(None, data={**form.data, "words": texts[form.words.name]})


def hints_in(form: StillTrueForm, contribution: Contribution) -> list[Shown]:
    return shown_hints({form.words.name: form.words.data or ""}, contribution.language)


@blueprint.post("/volg/<code>/klopt-dit-nog/herkenbaar")
@public
def recognisable_in_change(code: str) -> ResponseReturnValue:
    """While somebody types what changed: by which words they may be recognised. Nothing is kept."""
    found = hints_in(StillTrueForm(), mine(code))
    return jsonify(html=render_template("pages/_recognisable.html", hints=found, hints_id="herkennen-klopt"))
