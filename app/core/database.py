"""The one database session, and the one place that commits it."""

import enum
from collections.abc import Collection, Iterator
from contextlib import closing, contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any, TypeVar

from flask import Flask, Response, has_request_context, request
from flask.typing import ResponseReturnValue
from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import (
    Connection,
    DateTime,
    Dialect,
    Enum,
    ExceptionContext,
    MetaData,
    Result,
    Select,
    TypeDecorator,
    event,
    func,
    select,
)
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import DeclarativeBase, Session, registry
from sqlalchemy.orm.exc import StaleDataError

from app.core.errors import NotFound, overtaken

T = TypeVar("T")
K = TypeVar("K", int, str)
NAMES = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
BATCH = 500  # values in one statement
DEADLOCK = "40P01"  # what PostgreSQL calls it
READING = ("GET", "HEAD", "OPTIONS")
writing: ContextVar[bool] = ContextVar("writing", default=False)  # set by jobs and by bin/manage


class Moment(TypeDecorator[datetime]):
    """A moment in UTC. SQLite forgets the zone; here it is put back."""

    impl = DateTime(timezone=True)
    cache_ok = True

    @property
    def python_type(self) -> type[datetime]:
        return datetime

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value.replace(tzinfo=UTC) if value and value.tzinfo is None else value


def values(members: type[enum.Enum]) -> list[str]:
    """An enumeration is stored by its values, which are part of addresses and exports."""
    return [str(member.value) for member in members]


class WaitedForEachOther(OperationalError):
    """Two deeds each held what the other needed, and the database took this one back."""


class Base(DeclarativeBase):
    registry = registry(
        metadata=MetaData(naming_convention=NAMES),
        type_annotation_map={
            datetime: Moment,
            enum.Enum: Enum(enum.Enum, native_enum=False, length=30, values_callable=values),
        },
    )


db = SQLAlchemy(model_class=Base, disable_autonaming=True)
migrate = Migrate()


def one(statement: Select[T]) -> T:
    """The row that an address asks for; the 404 page if there is none."""
    row = db.session.scalars(statement).unique().first()
    if row is None:
        raise NotFound
    return row


def number_of(changed: Result[Any]) -> int:
    """How many rows an update or a delete changed."""
    return int(getattr(changed, "rowcount", 0))


def in_batches(ids: Collection[K]) -> Iterator[list[K]]:
    """These keys in order, so many at a time as a database takes in one statement."""
    ordered = sorted(ids)
    yield from (ordered[first : first + BATCH] for first in range(0, len(ordered), BATCH))


def keep_now() -> None:
    """Keeps what has been done so far, whatever follows: for drafts and for counting sign-in attempts.

    A refused form must not lose what was typed, and a refused password must be counted.
    """
    db.session.commit()


def undo_now() -> None:
    """Takes back what was done since it was last kept, when the answer may be a good one all the same."""
    db.session.rollback()


@contextmanager
def own_transaction() -> Iterator[Session]:
    """A short transaction beside the request's own, for the few things that a GET writes."""
    engine = db.engine.execution_options(writes=True)
    with Session(engine) as session, session.begin():
        yield session


@contextmanager
def only_reading() -> Iterator[None]:
    """For a job that reads for long: all of it as it was at one moment, and nobody who writes has to wait for it."""
    db.session.rollback()
    before = writing.set(False)
    if not is_sqlite():
        db.session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
    try:
        yield
    finally:
        db.session.rollback()
        writing.reset(before)


def holds_the_pen() -> bool:
    """Whether this request or job writes itself, so that writing beside it would wait for itself."""
    return writing.get() or (has_request_context() and request.method not in READING)


def is_sqlite() -> bool:
    return db.engine.dialect.name == "sqlite"


def alone_at(what: str) -> None:
    """Until the end of the transaction nobody else is at this: what was looked for and not there, nobody else makes.

    On SQLite only one writes at a time anyway.
    """
    if not is_sqlite():
        db.session.execute(select(func.pg_advisory_xact_lock(func.hashtext(what))))


def init_app(app: Flask) -> None:
    options = {"hide_parameters": True}  # the text of a fault comes into the log, and they are what people wrote
    if app.config["SQLALCHEMY_DATABASE_URI"].startswith("postgresql"):
        options["pool_pre_ping"] = True
    app.config.setdefault("SQLALCHEMY_ENGINE_OPTIONS", options)
    db.init_app(app)
    migrate.init_app(app, db, render_as_batch=True, compare_type=True)
    with app.app_context():
        event.listen(db.engine, "handle_error", tell_no_values)
        if not is_sqlite():
            event.listen(db.engine, "connect", prepare_postgresql)
            event.listen(db.engine, "handle_error", tell_who_was_first)
        else:
            event.listen(db.engine, "connect", prepare_sqlite)
            event.listen(db.engine, "begin", begin_sqlite)

    @app.errorhandler(StaleDataError)
    @app.errorhandler(WaitedForEachOther)
    def say_who_was_first(_error: Exception) -> ResponseReturnValue:
        """Nothing can be read any more, also for the page that says so, until what was begun is taken back."""
        db.session.rollback()
        return overtaken()

    @app.after_request
    def settle(response: Response) -> Response:
        """A request that succeeds is kept; one that fails leaves no trace."""
        if response.status_code < 400:
            db.session.commit()
        else:
            db.session.rollback()
        return response


def tell_no_values(context: ExceptionContext) -> None:
    """Keeps the first line of a fault: in the lines below it PostgreSQL repeats the row, which the log may not hold."""
    for fault in (context.original_exception, context.sqlalchemy_exception):
        if fault is not None and fault.args:
            fault.args = (str(fault.args[0]).partition("\n")[0], *fault.args[1:])


def tell_who_was_first(context: ExceptionContext) -> None:
    """Of two that wait for each other PostgreSQL takes the one back: that deed was overtaken, like any other."""
    if getattr(context.original_exception, "sqlstate", None) == DEADLOCK:
        raise WaitedForEachOther(None, None, context.original_exception) from context.original_exception


PATIENT, HURRIED = "busy_timeout=5000", "busy_timeout=300"  # milliseconds that is waited for who holds it up
PRAGMAS = ("journal_mode=WAL", PATIENT, "foreign_keys=ON", "synchronous=NORMAL", "secure_delete=ON")


def empty_journal() -> bool:
    """Lets go of the older pages that SQLite keeps beside its file: what was deleted still stands in them.

    Whether that was done: not while somebody reads for long what stood there before, as a job that freezes a pile does.
    They are not waited for, as everybody who writes would wait along; it is done in a later round.
    """
    if not is_sqlite():
        return True
    db.session.rollback()
    with closing(db.engine.raw_connection()) as connection:
        cursor = connection.cursor()
        setting(cursor, HURRIED)
        try:
            held_up, *_pages = setting(cursor, "wal_checkpoint(TRUNCATE)")
        finally:
            setting(cursor, PATIENT)
            cursor.close()
    return not held_up


def setting(cursor: Any, pragma: str) -> tuple[Any, ...]:
    """Sets it, and what SQLite says of that."""
    return tuple(cursor.execute(f"PRAGMA {pragma}").fetchone())


def prepare_sqlite(connection: Any, _record: object) -> None:
    """Readers beside one writer, foreign keys that are kept, and deleted words that are gone from the file too."""
    connection.isolation_level = None  # we say BEGIN ourselves, see begin_sqlite
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def prepare_postgresql(connection: Any, _record: object) -> None:
    """Nobody waits for ever for what somebody else holds: then a page says that nothing was kept."""
    connection.execute("SET lock_timeout = '10s'")
    connection.commit()


def begin_sqlite(connection: Connection) -> None:
    """A transaction that will write asks for the lock at once.

    One that begins reading and writes later is refused when somebody else wrote in between, and
    waiting does not help it.
    """
    writes = connection.get_execution_options().get("writes", holds_the_pen())
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
