"""The one blueprint that all pages of this feature hang on."""

from flask import Blueprint

from app.core.events import is_noted

blueprint = Blueprint("accounts", __name__)
blueprint.before_request(is_noted)  # whatever happens to an account
