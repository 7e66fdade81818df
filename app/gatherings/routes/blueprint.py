"""The one blueprint that every address of a gathering hangs on."""

from flask import Blueprint

blueprint = Blueprint("gatherings", __name__)
