"""The one blueprint that all pages about terms hang on."""

from flask import Blueprint

blueprint = Blueprint("codebook", __name__)
