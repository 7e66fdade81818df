"""Doing again, after a backup was put back, what was done before: nobody hears of it, and no log tells it, twice."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

again: ContextVar[bool] = ContextVar("again", default=False)


@contextmanager
def done_before() -> Iterator[None]:
    """What happens in here happened before: people were told then, and it is in the logs that outlive a restore."""
    token = again.set(True)
    try:
        yield
    finally:
        again.reset(token)


def is_done_before() -> bool:
    return again.get()
