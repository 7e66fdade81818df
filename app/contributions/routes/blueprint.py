"""The one blueprint that all pages of this feature hang on."""

from flask import Blueprint

from app.contributions.operations import host_phone

blueprint = Blueprint("contributions", __name__)
blueprint.add_app_template_global(lambda: host_phone.DAYS, "days_of_host_phone")
