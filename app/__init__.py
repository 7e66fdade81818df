"""The whole house on one page: the features, from the ground floor up."""

import os
from typing import Any

from flask import Flask

from app import cli, schedule
from app.accounts import routes as accounts
from app.answering import routes as answering
from app.appeals import routes as appeals
from app.challenges import routes as challenges
from app.cli import demonstration
from app.codebook import routes as codebook
from app.contributions import routes as contributions
from app.core import database, deal, delivery, errors, events, guard, security, slowing, uploads, wording
from app.following import routes as following
from app.gatherings import routes as gatherings
from app.notifications import routes as notifications
from app.open_data import routes as open_data
from app.pages import routes as pages
from app.reports import routes as reports
from app.review import routes as review
from app.search import routes as search
from app.stocktaking import routes as stocktaking
from app.woo import routes as woo
from app.workbench import routes as workbench
from config import ROOT, faults, settings

FEATURES = (
    accounts,
    notifications,
    challenges,
    contributions,
    review,
    gatherings,
    answering,
    stocktaking,
    workbench,
    codebook,
    following,
    reports,
    woo,
    appeals,
    search,
    open_data,
    pages,
)


def create_app(**changes: Any) -> Flask:
    """The product, with the settings of the environment and these changes to them."""
    app = Flask(__name__, template_folder=str(ROOT / "templates"), static_folder=str(ROOT / "static"))
    app.config.from_mapping(settings() | changes)
    refuse_to_start_when_unsafe(app)
    # events before database: what is done after a request goes the other way round, and "done" is noted once it is kept
    for part in (deal, events, database, uploads, wording, security, delivery, guard, slowing, errors):
        part.init_app(app)
    for feature in FEATURES:
        app.register_blueprint(feature.blueprint)
        if hasattr(feature, "init_app"):
            feature.init_app(app)
    cli.init_app(app)
    schedule.init_app(app)
    refuse_to_show_made_up_records(app)
    return app


def refuse_to_start_when_unsafe(app: Flask) -> None:
    """Production with a known secret or with nobody responsible is worse than no production."""
    if app.config["MODE"] == "production":
        wrong = faults(app.config)
        if wrong:
            raise SystemExit("Straatwijs does not start in production yet:\n- " + "\n- ".join(wrong))


def refuse_to_show_made_up_records(app: Flask) -> None:
    """The commands of the operator still run: one of them removes the records."""
    if app.config["MODE"] == "production" and "FLASK_RUN_FROM_CLI" not in os.environ:
        with app.app_context():
            wrong = faults(app.config, demonstration.is_loaded())
        if wrong:
            raise SystemExit("Straatwijs does not start in production yet:\n- " + "\n- ".join(wrong))
