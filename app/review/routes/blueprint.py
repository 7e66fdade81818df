"""The desk's own corner of the site."""

from flask import Blueprint

from app.contributions.models import STEP_NAMES

blueprint = Blueprint("review", __name__)
blueprint.add_app_template_global(lambda what: STEP_NAMES.get(what, what), "step_name")
