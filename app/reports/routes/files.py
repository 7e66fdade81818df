"""Files that are made of a stocktake: asked for, waited for and fetched by one member."""

from datetime import timedelta

from flask import flash, redirect, render_template, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.accounts.operations import may_try_again
from app.core import clock
from app.core.errors import NotFound, Refusal
from app.core.guard import allow, too_many
from app.core.wording import _, in_language, lazy
from app.reports import operations, permissions, queries
from app.reports.forms import FORM_NAMES, ReportForm
from app.reports.models import Form, ReportFile, ReportState, Stocktake
from app.reports.operations.files import Known
from app.reports.routes.blueprint import blueprint

A_DAY = 100  # files that somebody may have made
KINDS = {
    Form.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Form.PDF: "application/pdf",
    Form.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Form.ODS: "application/vnd.oasis.opendocument.spreadsheet",
    Form.CSV: "application/zip",
    Form.JSON: "application/json",
}
ENDS = {form: "zip" if form is Form.CSV else form.value for form in Form}
STATE_NAMES = {
    ReportState.ASKED: lazy("Waiting"),
    ReportState.MAKING: lazy("Being made"),
    ReportState.READY: lazy("Ready"),
    ReportState.FAILED: lazy("Could not be made. Ask for it again."),
    ReportState.VOID: lazy("Void: something in it was withdrawn or changed since. Have it made anew."),
}


@blueprint.route("/balans/<stocktake_slug>/bestanden", methods=["GET", "POST"])
def files(stocktake_slug: str) -> ResponseReturnValue:
    allow(permissions.may_freeze(current_user))
    stocktake = queries.stocktake_by_slug(stocktake_slug, current_user)
    form, known = ReportForm(), operations.known_of(stocktake)
    form.offer(known[stocktake.id, True])
    if not form.validate_on_submit():
        return page(stocktake, form, form.status, known)
    if not may_try_again("report of", current_user.public_id, A_DAY, within=timedelta(days=1)):
        raise too_many(24 * 60 * 60)
    asked = form.about.data, Form(form.form.data), form.for_members.data
    try:
        operations.ask_for_file(stocktake, *asked, by=current_user)
    except Refusal as refusal:
        form.about.errors = [str(refusal)]
        return page(stocktake, form, 409, known)
    flash(_("We are making the file. You get a message when it is ready."))
    return redirect(url_for("reports.files", stocktake_slug=stocktake_slug))


def page(stocktake: Stocktake, form: ReportForm, status: int, known: Known) -> tuple[str, int]:
    own = [file for file in queries.files_of(current_user) if file.stocktake_id == stocktake.id]
    before = queries.numbers_before(own)
    return render_template(
        "reports/files.html",
        stocktake=stocktake,
        form=form,
        files=[(file, state_of(file, known), before.get(file.id, 0)) for file in own],
        form_names=FORM_NAMES,
        state_names=STATE_NAMES,
    ), status


def state_of(file: ReportFile, known: Known | None = None) -> ReportState:
    """As it is now: what was withdrawn since is seen at once, before the job has looked."""
    is_void = file.state is ReportState.READY and operations.is_void(file, known)
    return ReportState.VOID if is_void else file.state


@blueprint.get("/balans/<stocktake_slug>/bestanden/<file_id>")
def fetch(stocktake_slug: str, file_id: str) -> ResponseReturnValue:
    """Only for whoever asked, as long as they may; never one that says something else than the stocktake does now."""
    allow(permissions.may_freeze(current_user))
    stocktake = queries.stocktake_by_slug(stocktake_slug, current_user)
    file = queries.own_file(file_id, current_user)
    if file.stocktake_id != stocktake.id or file.expires_at <= clock.now() or file.is_waited_for:
        raise NotFound
    known: Known = {}
    state = state_of(file, known)
    if state is not ReportState.READY:
        return render_template(
            "reports/void.html", stocktake=stocktake, file=file, state_name=STATE_NAMES[state]
        ), 409
    if not operations.path_of(file).is_file():
        raise NotFound
    name = name_on_disk(file, known)
    answer = send_file(operations.path_of(file), KINDS[file.form], as_attachment=True, download_name=name, etag=False)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def name_on_disk(file: ReportFile, known: Known) -> str:
    """What it is called where it is saved: of one question also which, and that it is for members.

    So that no two of them are one name, and nobody mails one that is for members instead of the other.
    """
    contents = operations.contents_of(file, known)
    about = contents[1] if contents else None
    parts = [file.stocktake.slug]
    if about:
        parts.append(about.slug)
    if file.for_members:
        with in_language(file.language):
            parts.append(_("members-only"))
    return f"{'_'.join(parts)}.{ENDS[file.form]}"


@blueprint.post("/balans/<stocktake_slug>/bestanden/<file_id>/weggooien")
def throw_away(stocktake_slug: str, file_id: str) -> ResponseReturnValue:
    allow(permissions.may_freeze(current_user))
    operations.throw_away(queries.own_file(file_id, current_user))
    flash(_("The file was thrown away."))
    return redirect(url_for("reports.files", stocktake_slug=stocktake_slug))
