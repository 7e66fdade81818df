"""What hangs loose in the stocktake, for the members to mend."""

from flask import render_template
from flask_login import current_user

from app.core.clock import today
from app.core.guard import allow
from app.stocktaking import permissions, queries
from app.stocktaking.routes.blueprint import blueprint


@blueprint.get("/werkbank/controle")
def check() -> str:
    allow(permissions.may_take_stock(current_user))
    return render_template("stocktaking/check.html", loose=queries.orphans(current_user, today()), today=today())
