"""The rights report for administrators: who may do what, since when, given by whom, used last."""

from flask import Response, render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.accounts import exports, permissions, queries
from app.accounts.forms import ROLE_NAMES
from app.accounts.routes.blueprint import blueprint
from app.core.clock import today
from app.core.guard import allow
from app.core.wording import lazy

HEADS = (
    *(lazy("Who"), lazy("E-mail address"), lazy("Role"), lazy("Organisation"), lazy("Since"), lazy("Given by")),
    *(lazy("Signed in last"), lazy("Seen last")),
)


@blueprint.get("/beheer/rechten")
def rights() -> ResponseReturnValue:
    allow(permissions.may_administer(current_user))
    return render_template("accounts/rights.html", rights=queries.rights(), heads=HEADS, day=today())


@blueprint.get("/beheer/rechten.csv")
def rights_csv() -> Response:
    allow(permissions.may_administer(current_user))
    names = {role.value: str(name) for role, name in ROLE_NAMES.items()}
    body = exports.rights_csv(queries.rights(), [str(head) for head in HEADS], names)
    answer = Response(body, content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="rechten-{today():%Y-%m-%d}.csv"'
    return answer
