"""Pages of stocktaking."""

from flask import Blueprint

blueprint = Blueprint("stocktaking", __name__)
