"""What hangs loose in the stocktake, for the members to mend."""

from flask import render_template
from flask_login import current_user

from app.core.clock import today
from app.core.guard import allow
from app.stocktaking import permissions, queries
from app.stocktaking.routes.blueprint import blueprint
from app.stocktaking.words import LAID_NAMES


@blueprint.get("/werkbank/controle")
def check() -> str:
    allow(permissions.may_take_stock(current_user))
    loose = queries.orphans(current_user, today())
    words = {laid: word for word, laid in queries.LOOSE.items()}
    shown = {"loose": loose, "today": today(), "laid_names": LAID_NAMES, "word_of": words}
    return render_template("stocktaking/check.html", **shown)
