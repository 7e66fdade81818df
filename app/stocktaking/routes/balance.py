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
from app.core.spreadsheet import Cell
from app.core.wording import _, lazy, long_date
from app.stocktaking import exports, permissions, queries
from app.stocktaking.matrix import Value
from app.stocktaking.routes.blueprint import blueprint
from app.stocktaking.words import AXIS_NAMES, known_in_words

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


def notes_on(asked: Wish, found: queries.Balance) -> list[list[Cell]]:
    """What stands below the counts in a file: over what they are, when, and how to read them."""
    picked = [choice for chosen in asked.selection.picked.values() for choice in chosen]
    filters = [queries.name_of(choice) for choice in (*picked, *asked.selection.also)]
    left_out = [queries.name_of(choice) for choice in asked.selection.without]
    within = asked.selection.within
    told: list[list[Cell]] = [
        ["n", found.matrix.everything],
        [_("Counted on"), long_date(today())],
        [_("A number"), _("How many cases lie there. Texts about one case count once; a case may lie in two places.")],
        ["0", _("not within these filters")],
        [_("Words"), _("Nobody has told about it, whatever the filters.")],
        [_("Note"), _("This is not a sample: it is what people chose to share.")],
    ]
    chosen = (
        (_("Filters"), ", ".join(filters)),
        (_("Left out"), ", ".join(left_out)),
        (_("Within"), within.name if within else ""),
        (_("Words searched for"), asked.selection.words),
    )
    return told + [[name, words] for name, words in chosen if words]


@blueprint.get("/balans.csv")
@slowed("download")
@public
def balance_csv() -> Response:
    asked = wish()
    found = queries.balance_of(current_user, asked.selection, asked.rows, asked.columns, "niet", with_stones=False)

    def of_gap(row: Value, column: Value) -> str:
        judgement, put = found.judgement(row, column), found.put_out(row, column)
        judged = (judgement.verdict, judgement.at) if judgement else (None, None)
        return known_in_words(*judged, *((put.day, put.is_to_come) if put else (None, False))) or _("not asked yet")

    body = exports.balance_csv(found.matrix, str(AXIS_NAMES[asked.rows]), _("Total"), of_gap, notes_on(asked, found))
    name = f"balans-{asked.rows}-{asked.columns}.csv"
    answer = Response(body, content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
