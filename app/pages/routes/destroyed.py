"""The declaration of destruction: what was deleted, how many, when and by which rule; for administrators."""

from flask import Response, render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.accounts.permissions import may_administer
from app.core.clock import today
from app.core.destruction import destructions
from app.core.guard import allow
from app.pages.destroyed import as_csv, kind_names
from app.pages.routes.blueprint import blueprint

MOST = 200  # on the page; the file holds all


@blueprint.get("/beheer/vernietigd")
def destroyed() -> ResponseReturnValue:
    allow(may_administer(current_user))
    return render_template("pages/destroyed.html", found=destructions(MOST), names=kind_names(), most=MOST)


@blueprint.get("/beheer/vernietigd.csv")
def destroyed_csv() -> Response:
    allow(may_administer(current_user))
    answer = Response(as_csv(destructions()), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="vernietigd-{today():%Y-%m-%d}.csv"'
    return answer
