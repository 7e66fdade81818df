"""The file with everything that we know of somebody, for nobody but them: no link opens it without signing in."""

from datetime import timedelta

from flask import Response, redirect, render_template, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.accounts import operations, permissions, queries
from app.accounts.models import ExportState
from app.accounts.routes.blueprint import blueprint
from app.accounts.routes.fresh import must_be_fresh
from app.core.errors import NotFound
from app.core.guard import allow, too_many
from app.core.wording import _

A_DAY = 5  # files that somebody may have made


@blueprint.get("/mijn/gegevens")
def own_data() -> ResponseReturnValue:
    allow(permissions.may_have_a_page(current_user))
    return render_template("accounts/own_data.html", export=queries.export_of(current_user))


@blueprint.post("/mijn/gegevens")
def ask_for_own_data() -> ResponseReturnValue:
    allow(permissions.may_have_a_page(current_user))
    must_be_fresh()
    if not operations.may_try_again("own data of", current_user.public_id, A_DAY, within=timedelta(days=1)):
        raise too_many(24 * 60 * 60)
    operations.ask_for_export(current_user)
    return redirect(url_for("accounts.own_data"))


@blueprint.get("/mijn/gegevens/bestand")
def own_data_file() -> Response:
    allow(permissions.may_have_a_page(current_user))
    must_be_fresh()
    export = queries.export_of(current_user)
    if export is None or export.state is not ExportState.READY or not operations.file_of(export).is_file():
        raise NotFound
    path, name = operations.file_of(export), _("my-data.zip")
    answer = send_file(path, "application/zip", as_attachment=True, download_name=name, etag=False)
    answer.headers["Cache-Control"] = "no-store"
    return answer
