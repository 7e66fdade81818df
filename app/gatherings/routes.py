"""Pages of gatherings."""

from flask import Blueprint

blueprint = Blueprint("gatherings", __name__)
