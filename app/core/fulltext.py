"""The full-text index: one table per audience, so that nothing of one can be read off another.

It holds terms, not texts, in two columns: those of the title and those of the rest. SQLite and PostgreSQL
each have their own kind of table; the functions are the same. Keys come back in one row, because fetching
20,000 rows takes ten times as long as finding them.
"""

import json
from array import array
from collections.abc import Sequence

from pyroaring import BitMap
from sqlalchemy import Connection, event, text

from app.core.database import Base, db, is_sqlite

AUDIENCES = ("public", "members")


def table_of(audience: str) -> str:
    """The table of an audience. Raises ValueError for an unknown one: the name goes into SQL."""
    if audience not in AUDIENCES:
        raise ValueError(audience)
    return f"fulltext_{audience}"


def create(connection: Connection) -> None:
    """Makes the tables; for the migration, and for tests that make all tables at once."""
    for audience in AUDIENCES:
        name = table_of(audience)
        if connection.dialect.name == "sqlite":
            connection.execute(
                text(f"CREATE VIRTUAL TABLE IF NOT EXISTS {name} USING fts5(title, body, tokenize='ascii')")
            )
        else:
            columns = "id integer PRIMARY KEY, title tsvector NOT NULL, terms tsvector NOT NULL"
            connection.execute(text(f"CREATE TABLE IF NOT EXISTS {name} ({columns})"))
            for column in ("title", "terms"):  # terms are those of the title too: one look finds both
                index = f"CREATE INDEX IF NOT EXISTS ix_{name}_{column} ON {name} USING gin ({column})"
                connection.execute(text(index))


def drop(connection: Connection) -> None:
    for audience in AUDIENCES:
        connection.execute(text(f"DROP TABLE IF EXISTS {table_of(audience)}"))


event.listen(Base.metadata, "after_create", lambda _target, connection, **_kw: create(connection))
event.listen(Base.metadata, "before_drop", lambda _target, connection, **_kw: drop(connection))


def put(audience: str, key: int, title: Sequence[str], body: Sequence[str]) -> None:
    """Indexes a text under its key, in the place of what stood there."""
    remove(audience, key)
    values = {"key": key, "title": " ".join(title), "body": " ".join(body)}
    name = table_of(audience)
    if is_sqlite():
        statement = f"INSERT INTO {name} (rowid, title, body) VALUES (:key, :title, :body)"  # noqa: S608
    else:
        statement = (
            f"INSERT INTO {name} (id, title, terms) "  # noqa: S608  the name comes from AUDIENCES
            "VALUES (:key, to_tsvector('simple', :title), to_tsvector('simple', :title || ' ' || :body))"
        )
    db.session.execute(text(statement), values)


def remove(audience: str, key: int) -> None:
    column = "rowid" if is_sqlite() else "id"
    statement = f"DELETE FROM {table_of(audience)} WHERE {column} = :key"  # noqa: S608
    db.session.execute(text(statement), {"key": key})


def clear() -> None:
    """Empties every index."""
    for audience in AUDIENCES:
        db.session.execute(text(f"DELETE FROM {table_of(audience)}"))  # noqa: S608


def matches(audience: str, wanted: Sequence[set[str]], only_title: bool = False) -> BitMap:
    """The keys of the texts that hold, for every set of alternatives, at least one of its terms.

    Nothing when there is nothing to look for. Terms are letters and digits only.
    """
    sets = [sorted(term for term in terms if term.isalnum()) for terms in wanted]
    if not sets or not all(sets):
        return BitMap()
    if is_sqlite():
        return matches_in_sqlite(table_of(audience), sets, only_title)
    return matches_in_postgresql(table_of(audience), sets, only_title)


def matches_in_sqlite(table: str, sets: list[list[str]], only_title: bool) -> BitMap:
    asked = " AND ".join("(" + " OR ".join(f'"{term}"' for term in terms) + ")" for terms in sets)
    statement = f"SELECT json_group_array(rowid) FROM {table} WHERE {table} MATCH :asked"  # noqa: S608
    found = db.session.scalar(text(statement), {"asked": f"title : ({asked})" if only_title else asked})
    return BitMap(json.loads(found))


def matches_in_postgresql(table: str, sets: list[list[str]], only_title: bool) -> BitMap:
    asked = " & ".join("(" + " | ".join(terms) + ")" for terms in sets)
    column = "title" if only_title else "terms"
    statement = f"""
        SELECT string_agg(int4send(id), '') FROM {table} WHERE {column} @@ to_tsquery('simple', :asked)
    """  # noqa: S608  four bytes for each key, the highest first
    numbers = array("I", bytes(db.session.scalar(text(statement), {"asked": asked}) or b""))
    numbers.byteswap()
    return BitMap(numbers)


def tidy_up() -> None:
    """Writes the index anew without the words that nothing has any more, so that they leave the file as well."""
    if is_sqlite():
        for audience in AUDIENCES:
            name = table_of(audience)
            db.session.execute(text(f"INSERT INTO {name} ({name}) VALUES ('optimize')"))  # noqa: S608
