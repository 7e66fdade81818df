"""What everybody may see, written to a file in the form that the import reads."""

import json
from pathlib import Path
from typing import Any

from app.accounts.models import Visitor
from app.cli.checked import KINDS, OUTCOMES
from app.contributions.disclosure import View, disclosed
from app.contributions.queries import found_by, in_this_order
from app.core.clock import now

PAGE = 500
KIND_CODES = {kind: code for code, kind in KINDS.items()}
OUTCOME_CODES = {outcome: code for code, outcome in OUTCOMES.items() if code}


def write(path: Path) -> int:
    """Writes the public contributions as JSON; how many. The file appears when it is complete."""
    visitor = Visitor()
    rows: list[dict[str, Any]] = []
    while True:
        ids, hits = found_by({}, visitor, first=len(rows), size=PAGE)
        rows += [record(disclosed(found, visitor)) for found in in_this_order(ids, visitor)]
        if len(rows) >= len(hits) or not ids:
            break
    half = path.with_name(path.name + ".half")
    whole = {"meta": {"made_at": now().isoformat()}, "contributions": rows}
    half.write_text(json.dumps(whole, ensure_ascii=False, indent=1), encoding="utf-8")
    half.replace(path)
    return len(rows)


def record(view: View) -> dict[str, Any]:
    """One contribution, with the names that the import knows. What is hidden is absent."""
    found: dict[str, Any] = {
        "id": view.id,
        "demo": view.is_demonstration,
        "kind": KIND_CODES[view.kind],
        "outcome": OUTCOME_CODES[view.outcome],
        "sharing": "met-naam" if view.is_named else "zonder-naam",
        "language": view.language,
        "title": view.title,
        "facts": view.facts,
        "question" if view.kind.value == "question" else "lesson": view.lesson,
        "place_public": view.place,
        "year_public": view.period,
        "municipality": view.municipality,
        "neighbourhood": view.neighbourhood,
        "published_month": view.month.strftime("%Y-%m") if view.month else "",
    }
    for name, terms in (
        ("themes", [t for t in view.themes if t.parent_id is None]),
        ("subthemes", [t for t in view.themes if t.parent_id is not None]),
        ("phases", view.phases),
        ("barriers", view.barriers),
        ("levers", view.levers),
        ("scale", view.scales),
    ):
        found[name] = [term.code for term in terms]
    return found
