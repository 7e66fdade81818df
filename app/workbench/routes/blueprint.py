"""The one blueprint that all pages of the workbench hang on."""

from flask import Blueprint

blueprint = Blueprint("workbench", __name__)
