"""A backup of everything in one file, stored files included, the same for both databases, and putting it back."""

import base64
import json
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from sqlalchemy import Column, String, Table, func, insert, select, text, type_coerce, update

from app.cli.whole_file import whole_file
from app.core import storage
from app.core.clock import now
from app.core.database import Base, db, is_sqlite
from app.core.sealing import Sealed

FORM = 1
FILES = "files/"  # where stored files stand in it
NAME = re.compile(r"[a-z]{1,20}/[0-9a-z]{26}")
BATCH = 500


class Unusable(Exception):
    """This backup cannot be put into this database; the text says why."""


def write(path: Path) -> int:
    """Writes every table, as it stands at one moment, to a zip file; the number of rows. Raises Unwritable."""
    look_at_one_moment()
    count = 0
    with whole_file(path) as file, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        about = {"form": FORM, "schema": schema(), "made_at": now().isoformat()}
        archive.writestr("about.json", json.dumps(about))
        for table in tables():
            with archive.open(f"{table.name}.jsonl", "w") as rows:
                for row in db.session.execute(select(*as_kept(table))).mappings():
                    rows.write(json.dumps(dict(row), default=plain, ensure_ascii=False).encode() + b"\n")
                    count += 1
        write_files(archive)
    return count


def tables() -> list[Table]:
    """The tables of which the rows are in a backup; what was computed from others is computed again."""
    return [table for table in Base.metadata.sorted_tables if not table.info.get("computed")]


def write_files(archive: zipfile.ZipFile) -> None:
    """Adds every stored file. One that was removed since the rows were read is missed by nobody. Raises Unavailable."""
    for name in storage.names():
        with suppress(storage.Missing):
            archive.writestr(f"{FILES}{name}", storage.get(name), zipfile.ZIP_STORED)


def as_kept(table: Table) -> list[Any]:
    """The columns of a table; what is sealed stays sealed."""
    return [
        type_coerce(column, String).label(column.name) if isinstance(column.type, Sealed) else column
        for column in table.columns
    ]


def look_at_one_moment() -> None:
    """PostgreSQL shows every select what others committed before it; a backup must not mix those moments."""
    db.session.rollback()
    if not is_sqlite():
        db.session.connection(execution_options={"isolation_level": "REPEATABLE READ"})


def read(path: Path) -> int:
    """Puts every row back into an empty database of the same schema. Raises Unusable; does not commit."""
    try:
        archive = zipfile.ZipFile(path)
        about = json.loads(archive.read("about.json"))
    except (OSError, zipfile.BadZipFile, KeyError, ValueError) as fault:
        raise Unusable(f"{path}: this is not a backup of Straatwijs ({fault}).") from fault
    made_with = (about.get("form"), about.get("schema")) if isinstance(about, dict) else (None, None)
    if made_with != (FORM, schema()):
        raise Unusable(f"{path}: made with schema {made_with[1]}, this database has {schema()}.")
    filled = [t.name for t in Base.metadata.sorted_tables if db.session.scalar(select(func.count()).select_from(t))]
    if filled:
        raise Unusable(f"This database is not empty: {filled[0]} holds rows. Restore into a new one.")
    try:
        with archive:
            count = sum(fill(table, rows_of(archive, table)) for table in tables())
            put_files_back(archive)
            return count
    except (OSError, EOFError, zipfile.BadZipFile, zlib.error, KeyError, ValueError) as fault:
        raise Unusable(f"{path}: this backup is damaged ({fault}). Nothing was restored.") from fault


def put_files_back(archive: zipfile.ZipFile) -> None:
    """Stores every file under the name that rows know it by. Raises ValueError for a name that none of ours is."""
    for inside in archive.namelist():
        if inside.startswith(FILES):
            name = inside.removeprefix(FILES)
            if not NAME.fullmatch(name):
                raise ValueError(f"no name of a file: {name!r}")
            storage.put_as(name, archive.read(inside))


def schema() -> str:
    """The migration that the database is at."""
    return str(db.session.execute(text("select version_num from alembic_version")).scalar())


def fill(table: Table, rows: Iterator[dict[str, Any]]) -> int:
    """Inserts the rows; what a row says of other rows of its own table comes afterwards."""
    inward = [column.name for column in table.columns if refers_to_itself(column)]
    later: list[dict[str, Any]] = []
    batch: list[dict[str, Any]] = []
    count = 0
    for row in rows:
        if any(row[name] is not None for name in inward):
            later.append({"id": row["id"], **{name: row[name] for name in inward}})
            row |= dict.fromkeys(inward)
        batch.append(row)
        count += 1
        if len(batch) == BATCH:
            db.session.execute(insert(table), batch)
            batch = []
    if batch:
        db.session.execute(insert(table), batch)
    for row in later:
        db.session.execute(update(table).where(table.c.id == row.pop("id")).values(row))
    continue_counting(table)
    return count


def refers_to_itself(column: Column[Any]) -> bool:
    return any(key.column.table is column.table for key in column.foreign_keys)


def continue_counting(table: Table) -> None:
    """PostgreSQL hands out ids from a sequence, which does not see what was inserted with an id."""
    if (
        db.engine.dialect.name != "postgresql"
        or "id" not in table.c
        or not isinstance(table.c.id.type.python_type(), int)
    ):
        return
    highest = db.session.scalar(select(func.max(table.c.id))) or 0
    sequence = func.pg_get_serial_sequence(f'"{table.name}"', "id")
    if highest and db.session.scalar(select(sequence)):
        db.session.execute(select(func.setval(sequence, highest)))


def rows_of(archive: zipfile.ZipFile, table: Table) -> Iterator[dict[str, Any]]:
    with archive.open(f"{table.name}.jsonl") as file:
        for line in file:
            row = json.loads(line)
            yield {name: as_stored(table.c[name], value) for name, value in row.items()}


def plain(value: object) -> object:
    """What JSON does not know, as text."""
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    raise TypeError(type(value))


def as_stored(column: Column[Any], value: Any) -> Any:
    """A value as the column takes it."""
    kind = column.type.python_type if value is not None else None
    if kind in (datetime, date, time) and kind is not None:
        return kind.fromisoformat(value)
    if kind is bytes:
        return base64.b64decode(value)
    if kind is not None and isinstance(value, str) and hasattr(column.type, "enum_class"):
        return column.type.enum_class(value)
    return value
