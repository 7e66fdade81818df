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
    return matches_each(audience, [wanted], only_title)[0]


def matches_each(audience: str, each: Sequence[Sequence[set[str]]], only_title: bool = False) -> list[BitMap]:
    """The same for several searches, at most some hundreds, in one statement however many there are."""
    table, found = table_of(audience), [BitMap() for _wanted in each]
    usable = [[sorted(term for term in terms if term.isalnum()) for terms in wanted] for wanted in each]
    asked = {place: sets for place, sets in enumerate(usable) if sets and all(sets)}
    in_sql, in_words, keys_in = IN_SQLITE if is_sqlite() else IN_POSTGRESQL
    if asked:
        statement = " UNION ALL ".join(in_sql(table, place, only_title) for place in asked)
        values = {f"asked{place}": in_words(sets, only_title) for place, sets in asked.items()}
        for place, keys in db.session.execute(text(statement), values):
            found[place] = keys_in(keys)
    return found


def sql_of_sqlite(table: str, place: int, _only_title: bool) -> str:
    return f"SELECT {place}, json_group_array(rowid) FROM {table} WHERE {table} MATCH :asked{place}"  # noqa: S608


def words_of_sqlite(sets: list[list[str]], only_title: bool) -> str:
    asked = " AND ".join("(" + " OR ".join(f'"{term}"' for term in terms) + ")" for terms in sets)
    return f"title : ({asked})" if only_title else asked


def keys_of_sqlite(found: str) -> BitMap:
    return BitMap(json.loads(found))


def sql_of_postgresql(table: str, place: int, only_title: bool) -> str:
    column = "title" if only_title else "terms"
    return (
        f"SELECT {place}, string_agg(int4send(id), '') FROM {table} "  # noqa: S608  the name comes from AUDIENCES
        f"WHERE {column} @@ to_tsquery('simple', :asked{place})"
    )


def words_of_postgresql(sets: list[list[str]], _only_title: bool) -> str:
    return " & ".join("(" + " | ".join(terms) + ")" for terms in sets)


def keys_of_postgresql(found: bytes | None) -> BitMap:
    """Four bytes for each key, the highest first."""
    numbers = array("I", bytes(found or b""))
    numbers.byteswap()
    return BitMap(numbers)


IN_SQLITE = sql_of_sqlite, words_of_sqlite, keys_of_sqlite
IN_POSTGRESQL = sql_of_postgresql, words_of_postgresql, keys_of_postgresql


def tidy_up() -> None:
    """Writes the index anew without the words that nothing has any more, so that they leave the file as well."""
    if is_sqlite():
        for audience in AUDIENCES:
            name = table_of(audience)
            db.session.execute(text(f"INSERT INTO {name} ({name}) VALUES ('optimize')"))  # noqa: S608
