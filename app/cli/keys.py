"""Giving what is sealed a new key."""

from sqlalchemy import String, Table, select, type_coerce, update

from app.contributions.models import Draft
from app.contributions.operations.drafts import SEALED, STEPS
from app.core.database import Base, db
from app.core.sealing import Sealed, is_sealed, resealed


def seal_again() -> tuple[int, int]:
    """Seals every address and secret with the key of today; how many were done, and how many no key opens."""
    done = lost = 0
    for table in Base.metadata.sorted_tables:
        for name in (column.name for column in table.columns if isinstance(column.type, Sealed)):
            some, none = rotate(table, name)
            done, lost = done + some, lost + none
    some, none = rotate_drafts()
    return done + some, lost + none


def rotate_drafts() -> tuple[int, int]:
    """Seals again what is sealed among what somebody is typing; how many were done, and how many no key opens."""
    done = lost = 0
    for draft in db.session.scalars(select(Draft)).all():
        typed = {step: dict(kept) if isinstance(kept, dict) else kept for step, kept in draft.typed.items()}
        for kept in (typed[step] for step in STEPS if step in typed):
            for name in SEALED & set(kept):
                again = [resealed(value) if value else value for value in kept[name]]
                lost += again.count(None)
                done += sum(value is not None and value != "" for value in again)
                kept[name] = [old if new is None else new for old, new in zip(kept[name], again, strict=True)]
        if typed != draft.typed:
            draft.typed = typed
    return done, lost


def rotate(table: Table, name: str) -> tuple[int, int]:
    """Seals a column again; how many were done, and how many no key opens."""
    column, keys = table.c[name], list(table.primary_key.columns)
    done = lost = 0
    for row in db.session.execute(select(*keys, type_coerce(column, String).label("sealed"))).all():
        if not row.sealed or not is_sealed(row.sealed):
            continue
        again = resealed(row.sealed)
        if again is None:
            lost += 1
            continue
        mine = [key == value for key, value in zip(keys, row, strict=False)]
        db.session.execute(update(table).where(*mine).values({name: type_coerce(again, String)}))
        done += 1
    return done, lost
