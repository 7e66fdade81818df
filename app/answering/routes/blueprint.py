"""The one blueprint that all pages of this feature hang on."""

from flask import Blueprint

from app.answering.words import VERDICT_NAMES

blueprint = Blueprint("answering", __name__)
blueprint.add_app_template_global(lambda verdict: VERDICT_NAMES[verdict], "verdict_name")
