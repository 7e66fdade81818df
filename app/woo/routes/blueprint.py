from flask import Blueprint

blueprint = Blueprint("woo", __name__)
