"""Pages of contributions."""

from flask import Blueprint

blueprint = Blueprint("contributions", __name__)
