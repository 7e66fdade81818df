"""How the database is brought up to date; started by `flask db`."""

from alembic import context
from flask import current_app

from app.core.database import db, writing


def ours(_object: object, name: str | None, kind: str, _reflected: bool, _compare: object) -> bool:
    """The tables of the full-text index are made by app/core/fulltext.py, not from the models."""
    return not (kind == "table" and name is not None and name.startswith("fulltext_"))


def run() -> None:
    writing.set(True)
    engine = current_app.extensions["migrate"].db.engine
    with engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=db.metadata,
            include_object=ours,
            render_as_batch=True,
            compare_type=True,
        )
        with context.begin_transaction():
            context.run_migrations()
        connection.commit()


run()
