"""The balance: where bricks lie and where they are missing, as paving and as a table."""

from dataclasses import dataclass
from typing import Any

from flask import Response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.contributions.filters import KINDS, OUTCOMES
from app.contributions.selection import Selection, selected
from app.core.clock import today
from app.core.deal import deal
from app.core.guard import public
from app.core.slowing import slowed
from app.core.wording import _, lazy
from app.stocktaking import exports, permissions, queries
from app.stocktaking.routes.blueprint import blueprint
from app.stocktaking.words import AXIS_NAMES

NO_ID = "0" * 26  # a thousand bricks have one address but for this; making each anew takes long
VIEWS = ("bestrating", "tabel")
SPLITS = {"soort": lazy("Kind"), "uitkomst": lazy("Outcome"), "niet": lazy("Not at all")}


@dataclass(frozen=True)
class Wish:
    """What an address asks for; what means nothing falls back on what the deal shows first."""

    rows: str
    columns: str
    split: str
    view: str
    selection: Selection

    @property
    def kinds(self) -> list[str]:
        """The kinds to count: those that were chosen, or all."""
        return [choice.word for choice in self.selection.picked.get("soort", ())] or list(KINDS)

    @property
    def own(self) -> dict[str, Any]:
        """What an address asks for beside the contributions: how they are laid out."""
        split = self.split if self.split != "soort" else None
        return {"rij": self.rows, "kolom": self.columns, "splits": split, "beeld": self.view}

    def address(self, **changes: Any) -> dict[str, Any]:
        """The parameters of an address that asks for the same, or for the same with these changes."""
        return self.selection.address() | self.own | changes


def wish() -> Wish:
    axes, first = deal().axes, deal().default_axes
    rows = request.args.get("rij", first[0])
    rows = rows if rows in axes else first[0]
    columns = request.args.get("kolom", first[1])
    if columns not in axes or columns == rows:
        columns = next(axis for axis in (first[1], first[0], *axes) if axis != rows)
    split, view = request.args.get("splits", "soort"), request.args.get("beeld", VIEWS[0])
    return Wish(
        rows,
        columns,
        split if split in SPLITS else "soort",
        view if view in VIEWS else VIEWS[0],
        selected(request.args.to_dict(flat=False), current_user),
    )


@blueprint.get("/balans")
@slowed("search")
@public
def balance() -> ResponseReturnValue:
    asked = wish()
    paved = asked.view == "bestrating"
    found = queries.balance_of(current_user, asked.selection, asked.rows, asked.columns, asked.split, with_stones=paved)
    return render_template(
        "stocktaking/balance.html",
        **words_of(asked),
        found=found,
        matrix=found.matrix,
        takes_stock=permissions.may_take_stock(current_user),
        page_of=url_for("pages.contribution", public_id=NO_ID).removesuffix(NO_ID),
        link=lambda **change: url_for("stocktaking.balance", **asked.own | asked.selection.address(**change)),
        day=today(),
    )


def words_of(asked: Wish) -> dict[str, Any]:
    """What the page says of what was asked for, and how the addresses in its many cells begin."""
    parts = KINDS if asked.split == "soort" else OUTCOMES
    list_of = url_for("search.contributions", **asked.selection.address())
    return {
        "asked": asked,
        "axis_names": AXIS_NAMES,
        "axes": deal().axes,
        "splits": SPLITS,
        "kinds": KINDS,
        "kind_names": {kind.value: str(kind.label) for kind in KINDS.values()},
        "low_names": {part.value: str(part.label).lower() for part in parts.values()},
        "kind_words": {kind.value: word for word, kind in KINDS.items()},
        "list_of": list_of + ("&" if "?" in list_of else "?"),
    }


@blueprint.get("/balans.csv")
@slowed("download")
@public
def balance_csv() -> Response:
    asked = wish()
    found = queries.balance_of(current_user, asked.selection, asked.rows, asked.columns, "niet", with_stones=False)
    body = exports.balance_csv(found.matrix, str(AXIS_NAMES[asked.rows]), _("Total"))
    name = f"balans-{asked.rows}-{asked.columns}.csv"
    answer = Response(body, content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
