"""What an operator types: `bin/manage COMMAND`."""

from flask import Flask

from app.cli import commands


def init_app(app: Flask) -> None:
    """Adds the commands."""
    for command in commands.COMMANDS:
        app.cli.add_command(command)
