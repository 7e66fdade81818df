"""Whether one's own story still holds: asked after a year, and to be said at any other moment."""

from flask import flash
from flask.typing import ResponseReturnValue

from app.contributions.forms.still_true import StillTrueForm
from app.contributions.operations.still_true import say_how_it_is
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
    if not form.validate_on_submit():
        return page(code, contribution, still_form=form)
    say_how_it_is(contribution, **form.told())
    is_read = bool(form.told()["words"])
    flash(_("Thank you. Two people read your words first.") if is_read else _("Thank you. It stands with your story."))
    return back(code, "klopt")
