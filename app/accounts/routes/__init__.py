"""Pages of people and organisations; one file for each errand."""

from app.accounts.routes import admin, correcting, joining, mine, organisations, own_data, sign_in
from app.accounts.routes.blueprint import blueprint
from app.accounts.routes.sign_in import init_app

__all__ = ["admin", "blueprint", "correcting", "init_app", "joining", "mine", "organisations", "own_data", "sign_in"]
