"""Which database the tests run on: SQLite, or the PostgreSQL of `TEST_DATABASE_URL`; each worker on one of its own."""

import os
from contextlib import contextmanager

import pytest
from sqlalchemy import create_engine, make_url

WALK = pytest.mark.walk  # goes past every address for what it shows, and not for how its page is made
ONCE = pytest.mark.one_database  # for what looks at more than a database, and takes long: with SQLite only


def made_anew(address, name):
    """The address of an empty database of this name, beside the one of `address`."""
    with statements_on(address) as run:
        run(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        run(f'CREATE DATABASE "{name}"')
    return make_url(address).set(database=name).render_as_string(hide_password=False)


def drop(address, name):
    with statements_on(address) as run:
        run(f'DROP DATABASE "{name}" WITH (FORCE)')


@contextmanager
def statements_on(address):
    """Runs statements outside a transaction, as these must be."""
    server = create_engine(address, isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        yield connection.exec_driver_sql
    server.dispose()


def of_this_worker():
    """The address of the other database; nothing where the tests run on SQLite."""
    address, worker = os.environ.get("TEST_DATABASE_URL"), os.environ.get("PYTEST_XDIST_WORKER")
    return made_anew(address, f"tests_{worker}") if address and worker else address
