"""Giving what is sealed a new key."""

from sqlalchemy import String, Table, select, type_coerce, update

from app.core.database import Base, db
from app.core.sealing import Sealed, is_sealed, resealed


def seal_again() -> tuple[int, int]:
    """Seals every address and secret with the key of today; how many were done, and how many no key opens."""
    done = lost = 0
    for table in Base.metadata.sorted_tables:
        for name in (column.name for column in table.columns if isinstance(column.type, Sealed)):
            some, none = rotate(table, name)
            done, lost = done + some, lost + none
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
