"""Where in the database a word still stands."""

from sqlalchemy import text

from app.core.database import db


def everything_with(word):
    """Where a word still stands, in any text column of any table: `table.column`."""
    found = []
    for table in db.metadata.sorted_tables:
        for column in table.columns:
            if column.type.python_type in (str, dict, list):
                select_it = text(f'SELECT count(*) FROM "{table.name}" WHERE lower(CAST("{column.name}" AS TEXT)) LIKE :word')
                if db.session.scalar(select_it, {"word": f"%{word}%"}):
                    found.append(str(column))
    return found
