"""A row that can be imported, and files with such rows."""

import json

from sqlalchemy import func, select

from app.core.database import db

ROW = {
    "id": "R1", "kind": "leerzaam-voorbeeld", "title": "De put lag verkeerd", "sharing": "zonder-naam", "outcome": "deels",
    "context": "Wij legden de put op de hoogste plek van de straat.", "lesson": "Meet eerst de hoogte.",
    "themes": ["ondergrond"], "phases": ["ontwerp"], "municipality": "Ede", "year": 2020, "submitted_at": "2022-09-08T10:07",
}


def count(model):
    return db.session.scalar(select(func.count()).select_from(model))


def written(path, rows=(), **more):
    path.write_text(json.dumps({"contributions": list(rows)} | more), encoding="utf-8")
    return path
