"""The one blueprint that all windows hang on."""

from flask import Blueprint

blueprint = Blueprint("pages", __name__)
