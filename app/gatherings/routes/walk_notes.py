"""What was noted on the walk, for note takers; and the summary of a stop that one of them publishes."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.core import served
from app.core.errors import Refusal
from app.core.forms import number_in
from app.core.guard import allow
from app.core.pictures import STORED_AS
from app.core.typed import shows_again
from app.core.wording import _
from app.gatherings import operations, permissions, queries
from app.gatherings.forms.walking import SummaryForm
from app.gatherings.models import Gathering, Stop, StopSummary
from app.gatherings.routes.blueprint import blueprint
from app.gatherings.routes.typing import Typing
from app.gatherings.routes.walking import SIZE, stop_with


@blueprint.get("/bijeenkomsten/<slug>/notities")
def notes(slug: str) -> str:
    gathering = found_for_notes(slug)
    allow(permissions.may_take_notes(current_user, gathering))
    notes = queries.notes_at(gathering)
    return render_template(
        "gatherings/notes.html",
        gathering=gathering,
        walk=queries.walk_of(gathering),
        notes=notes,
        asked=queries.asked_among(notes),
        summaries=queries.summaries_at(gathering, drafts=True),
    )


def found_for_notes(slug: str) -> Gathering:
    return queries.gathering_by_slug(slug, current_user)


@blueprint.get(f"/bijeenkomsten/<slug>/notities/<note_id>/{SIZE}")
def photo_of_note(slug: str, note_id: str, size: str) -> ResponseReturnValue:
    gathering = found_for_notes(slug)
    allow(permissions.may_take_notes(current_user, gathering))
    note = queries.note_at(gathering, note_id)
    return served.picture(operations.content_of_photo(note, size == "klein"), STORED_AS, "foto.jpg")


@blueprint.route("/bijeenkomsten/<slug>/haltes/<int:number>/samenvatting", methods=["GET", "POST"])
@shows_again
def summarise(slug: str, number: int) -> ResponseReturnValue:
    gathering = found_for_notes(slug)
    allow(permissions.may_take_notes(current_user, gathering))
    stop = stop_with(gathering.stops, number)
    typing = Typing("summary", gathering, stop.public_id)
    if aside := typing.aside():
        return aside
    summary = queries.summaries_at(gathering, drafts=True).get(stop.id)
    known = {"version": str(summary.version if summary else 0), "text": summary.text if summary else ""}
    form = SummaryForm(typing.fields, data=known)
    if not form.validate_on_submit():
        return summary_page(typing, stop, summary, form, form.status)
    try:
        seen = number_in(form.version.data)
        operations.write_summary(stop, summary, form.text.data, by=current_user, version=seen)
    except Refusal as no:
        form.version.data = str(summary.version if summary else 0)
        return summary_page(typing, stop, summary, form, 409, str(no))
    typing.done()
    flash(_("Everybody can read this summary now."))
    return redirect(url_for("gatherings.notes", slug=slug), code=303)


def summary_page(
    typing: Typing,
    stop: Stop,
    summary: StopSummary | None,
    form: SummaryForm,
    status: int = 200,
    refusal: str = "",
) -> tuple[str, int]:
    gathering = typing.at
    page = render_template(
        "gatherings/summary.html",
        gathering=gathering,
        typing=typing,
        stop=stop,
        summary=summary,
        form=form,
        refusal=refusal,
        notes=[note for note in queries.notes_at(gathering) if note.stop_id == stop.id],
    )
    return page, status


@blueprint.post("/bijeenkomsten/<slug>/haltes/<int:number>/samenvatting/terug")
def take_summary_back(slug: str, number: int) -> ResponseReturnValue:
    gathering = found_for_notes(slug)
    allow(permissions.may_take_notes(current_user, gathering))
    stop = stop_with(gathering.stops, number)
    summary = queries.summaries_at(gathering, drafts=True).get(stop.id)
    if summary is not None:
        operations.take_summary_back(summary)
    flash(_("Taken back. Only note takers can still read it."))
    return redirect(url_for("gatherings.notes", slug=slug), code=303)
