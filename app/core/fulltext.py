"""The full-text index: one table per audience, so that nothing of one can be read off another.

It holds terms, not texts, in two columns: those of the title and those of the rest. SQLite and PostgreSQL
each have their own kind of table; the functions are the same.
"""

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
            columns = "id integer PRIMARY KEY, title tsvector NOT NULL, body tsvector NOT NULL"
            connection.execute(text(f"CREATE TABLE IF NOT EXISTS {name} ({columns})"))
            for column in ("title", "body"):
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
            f"INSERT INTO {name} (id, title, body) "  # noqa: S608  the name comes from AUDIENCES
            "VALUES (:key, to_tsvector('simple', :title), to_tsvector('simple', :body))"
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
    if not wanted:
        return BitMap()
    name = table_of(audience)
    sets = [sorted(term for term in terms if term.isalnum()) for terms in wanted]
    if is_sqlite():
        asked = " AND ".join("(" + " OR ".join(f'"{term}"' for term in terms) + ")" for terms in sets)
        values = {"asked": f"title : ({asked})" if only_title else asked}
        statement = f"SELECT rowid FROM {name} WHERE {name} MATCH :asked"  # noqa: S608
    else:
        values = {f"asked{i}": " | ".join(terms) for i, terms in enumerate(sets)}
        queries = ", ".join(f"to_tsquery('simple', :asked{i}) q{i}" for i in range(len(sets)))
        where = " AND ".join(f"title @@ q{i}" if only_title else _either(i) for i in range(len(sets)))
        statement = f"SELECT id FROM {name}, {queries} WHERE {where}"  # noqa: S608
    return keys(statement, values)


def _either(number: int) -> str:
    """A word may stand in the title and the next one in the rest."""
    return f"(title @@ q{number} OR body @@ q{number})"


def keys(statement: str, values: dict[str, str]) -> BitMap:
    return BitMap(db.session.execute(text(statement), values).scalars().all())
