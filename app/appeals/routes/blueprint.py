"""The one blueprint that every request hangs on."""

from flask import Blueprint

blueprint = Blueprint("appeals", __name__)
