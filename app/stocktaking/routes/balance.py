"""The balance: where bricks lie and where they are missing, as paving and as a table."""

from dataclasses import dataclass

from flask import Response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.contributions.filters import KINDS
from app.contributions.models import Kind
from app.core.clock import today
from app.core.deal import deal
from app.core.guard import public
from app.core.wording import _, lazy
from app.stocktaking import exports, queries
from app.stocktaking.routes.blueprint import blueprint

AXIS_NAMES = {
    "theme": lazy("Theme"),
    "phase": lazy("Phase"),
    "barrier": lazy("What stood in the way"),
    "lever": lazy("What helped"),
    "scale": lazy("Scale"),
    "kind": lazy("Kind"),
    "outcome": lazy("Outcome"),
}
NO_ID = "0" * 26  # a thousand bricks have one address but for this; making each anew takes long
VIEWS = ("bestrating", "tabel")


@dataclass(frozen=True)
class Wish:
    """What an address asks for; what means nothing falls back on what the deal shows first."""

    rows: str
    columns: str
    kinds: list[str]
    view: str


def wish() -> Wish:
    axes, first = deal().axes, deal().default_axes
    rows = request.args.get("rij", first[0])
    rows = rows if rows in axes else first[0]
    columns = request.args.get("kolom", first[1])
    if columns not in axes or columns == rows:
        columns = next(axis for axis in (first[1], first[0], *axes) if axis != rows)
    kinds = [word for word in request.args.getlist("soort") if word in KINDS] or list(KINDS)
    view = request.args.get("beeld", VIEWS[0])
    return Wish(rows, columns, kinds, view if view in VIEWS else VIEWS[0])


@blueprint.get("/balans")
@public
def balance() -> ResponseReturnValue:
    asked = wish()
    paved = asked.view == "bestrating"
    kinds: list[Kind] = [KINDS[word] for word in asked.kinds]
    matrix = queries.balance_of(current_user, asked.rows, asked.columns, kinds, with_stones=paved)
    return render_template(
        "stocktaking/balance.html",
        matrix=matrix,
        asked=asked,
        axis_names=AXIS_NAMES,
        axes=deal().axes,
        kinds=KINDS,
        kind_names={kind.value: str(kind.label) for kind in KINDS.values()},
        low_names={kind.value: str(kind.label).lower() for kind in KINDS.values()},
        kind_words={kind.value: word for word, kind in KINDS.items()},
        page_of=url_for("pages.contribution", public_id=NO_ID).removesuffix(NO_ID),
        list_of=url_for("search.contributions"),
        day=today(),
    )


@blueprint.get("/balans.csv")
@public
def balance_csv() -> Response:
    asked = wish()
    kinds = [KINDS[word] for word in asked.kinds]
    matrix = queries.balance_of(current_user, asked.rows, asked.columns, kinds, with_stones=False)
    body = exports.balance_csv(matrix, str(AXIS_NAMES[asked.rows]), _("Total"))
    name = f"balans-{asked.rows}-{asked.columns}.csv"
    answer = Response(body, content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
