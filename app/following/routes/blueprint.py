"""The addresses of following."""

from flask import Blueprint

blueprint = Blueprint("following", __name__)
