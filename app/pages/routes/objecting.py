"""The objection of whoever holds the code of a story: out of view at once, and judged."""

from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.appeals.forms import ObjectionForm
from app.appeals.operations import object_to as object_to_story
from app.appeals.operations.receiving import Asked
from app.core.guard import public
from app.core.typed import shows_again
from app.core.wording import language
from app.pages.routes.blueprint import blueprint
from app.pages.routes.follow import back, mine, page


@blueprint.post("/volg/<code>/bezwaar")
@public
@shows_again
def object_to(code: str) -> ResponseReturnValue:
    contribution = mine(code)
    form = ObjectionForm()
    if not form.validate_on_submit():
        return page(code, contribution, objection_form=form)
    object_to_story(contribution, Asked(form.why.data, language=language()), by=current_user)
    return back(code)
