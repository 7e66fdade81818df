"""Pages of open_data."""

from flask import Blueprint

blueprint = Blueprint("open_data", __name__)
