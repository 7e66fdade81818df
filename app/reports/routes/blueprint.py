"""The one blueprint that all pages of frozen stocktakes hang on."""

from flask import Blueprint

from app.reports.frozen import said

blueprint = Blueprint("reports", __name__)
blueprint.add_app_template_filter(said)
