"""Pages of people and organisations; one file for each errand."""

from flask import Flask

from app.accounts import operations
from app.accounts.routes import (
    admin,
    correcting,
    factors,
    fresh,
    joining,
    mine,
    organisations,
    own_data,
    rights,
    second_step,
    sign_in,
)
from app.accounts.routes.blueprint import blueprint
from app.core.mail_days import quiet_hours

__all__ = [
    "admin",
    "blueprint",
    "correcting",
    "factors",
    "fresh",
    "init_app",
    "joining",
    "mine",
    "organisations",
    "own_data",
    "rights",
    "second_step",
    "sign_in",
]


def init_app(app: Flask) -> None:
    quiet_hours["accounts"] = operations.quiet_of
    for part in (sign_in, fresh):
        part.init_app(app)
