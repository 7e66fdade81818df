"""What an operator types: `bin/manage COMMAND`."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Adds the commands."""
