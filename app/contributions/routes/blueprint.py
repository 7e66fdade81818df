"""The one blueprint that all pages of this feature hang on."""

from flask import Blueprint

blueprint = Blueprint("contributions", __name__)
