"""Open data: what can be taken along now, what comes later, and under which terms."""

import json

from flask import Blueprint, Response, render_template

from app.core.guard import public
from app.core.slowing import slowed
from app.open_data import exports

blueprint = Blueprint("open_data", __name__)


@blueprint.get("/open-data")
@public
def index() -> str:
    return render_template("open_data/index.html")


@blueprint.get("/open-data/begrippen.json")
@slowed("download")
@public
def vocabulary() -> Response:
    body = json.dumps(exports.vocabulary(), ensure_ascii=False, indent=1)
    answer = Response(body, content_type="application/json; charset=utf-8")
    answer.headers["Cache-Control"] = "public, max-age=3600"
    return answer
