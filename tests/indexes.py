"""Everything that the full-text index of an audience holds, and all that the database keeps, down to its bytes."""

from pathlib import Path

from sqlalchemy import text

from app.core.database import db, is_sqlite
from app.core.fulltext import AUDIENCES, table_of
from tests.stored import bytes_of


def words_of_index(audience):
    """Every word that the index of this audience knows."""
    name = table_of(audience)
    if not is_sqlite():
        return sorted(db.session.execute(text(f"SELECT word FROM ts_stat('SELECT terms FROM {name}')")).scalars())
    vocabulary = f"temp.words_of_{audience}"
    db.session.execute(text(f"CREATE VIRTUAL TABLE IF NOT EXISTS {vocabulary} USING fts5vocab('main', '{name}', 'row')"))
    words = db.session.execute(text(f"SELECT term FROM {vocabulary} ORDER BY term")).scalars().all()
    db.session.execute(text(f"DROP TABLE {vocabulary}"))
    return words


def everything_in_index(audience):
    """The words of the index, and every byte of the tables that it is kept in."""
    name = table_of(audience)
    tables = [f"{name}_{part}" for part in ("content", "data", "idx", "docsize", "config")] if is_sqlite() else [name]
    columns = "*" if is_sqlite() else "id, title::text, terms::text"
    rows = [db.session.execute(text(f"SELECT {columns} FROM {table}")).all() for table in tables]
    return f"{rows} {' '.join(words_of_index(audience))}"


def statistics_of_index(audience):
    """What the planner of PostgreSQL keeps of the words: the most common ones of each column. SQLite keeps none of them."""
    if is_sqlite():
        return ""
    name = table_of(audience)
    db.session.execute(text(f"ANALYZE {name}"))
    kept = text("SELECT most_common_vals::text, histogram_bounds::text, most_common_elems::text FROM pg_stats WHERE tablename = :name AND attname <> 'id' ORDER BY attname")
    return str(db.session.execute(kept, {"name": name}).all())


def everything_stored(app):
    """The bytes of the file and its journal. Of PostgreSQL every row: its files cannot be read from here, and a deleted
    row stays in them until its vacuum comes by."""
    if is_sqlite():
        folder = Path(app.config["DATA_DIR"])
        return "".join(bytes_of(path).decode("latin-1") for path in folder.glob("test.db*"))
    tables = [*(table.name for table in db.metadata.sorted_tables), *map(table_of, AUDIENCES)]
    return " ".join(str(row[0]) for name in tables for row in db.session.execute(text(f'SELECT t::text FROM "{name}" t')))
