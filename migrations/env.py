"""How the database is brought up to date; started by `flask db`."""

from alembic import context
from flask import current_app
from sqlalchemy import Connection

from app.core.database import db, writing


def ours(_object: object, name: str | None, kind: str, _reflected: bool, _compare: object) -> bool:
    """The tables of the full-text index are made by app/core/fulltext.py, not from the models."""
    return not (kind == "table" and name is not None and name.startswith("fulltext_"))


def keep_what_hangs(connection: Connection, keys: str) -> None:
    """For some changes SQLite makes a table anew. With foreign keys what hangs from its rows would go with the old one.

    They can be switched only outside a transaction, so for all of it; `not_torn` looks at them in the end.
    """
    if connection.dialect.name == "sqlite":
        connection.connection.cursor().execute(f"PRAGMA foreign_keys={keys}")


def not_torn(connection: Connection) -> None:
    """Raises RuntimeError when a row hangs from one that is gone: nothing is kept then."""
    if connection.dialect.name == "sqlite":
        torn = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        if torn:
            raise RuntimeError(f"rows that hang from nothing in {sorted({row[0] for row in torn})}")


def run() -> None:
    writing.set(True)
    engine = current_app.extensions["migrate"].db.engine
    with engine.connect() as connection:
        keep_what_hangs(connection, keys="OFF")
        try:
            migrate(connection)
        finally:
            connection.rollback()
            keep_what_hangs(connection, keys="ON")


def migrate(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=db.metadata,
        include_object=ours,
        render_as_batch=True,
        compare_type=True,
    )
    with context.begin_transaction():
        context.run_migrations()
        not_torn(connection)
    connection.commit()


run()
