"""Pages of following; one file for each errand."""

from flask import Flask

from app.core.mail_days import quiet_hours
from app.core.outbox import written_anew
from app.following import operations
from app.following.messages import KIND
from app.following.routes import asking, calling, own, stopping
from app.following.routes.blueprint import blueprint


def init_app(_app: Flask) -> None:
    """What stands in a mail about what people follow is looked at once more when it leaves."""
    written_anew[KIND] = operations.written_anew
    quiet_hours["following"] = operations.quiet_of


__all__ = ["asking", "blueprint", "calling", "init_app", "own", "stopping"]
