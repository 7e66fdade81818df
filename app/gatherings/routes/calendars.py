"""Gatherings for somebody's own calendar."""

from flask import Response, url_for

from app.core.guard import public
from app.gatherings import exports, queries
from app.gatherings.models import Gathering
from app.gatherings.routes.blueprint import blueprint

ICAL = "text/calendar"


@blueprint.get("/bijeenkomsten/agenda.ics")
@public
def feed() -> Response:
    """Every gathering, to subscribe to."""
    return Response(exports.calendar(queries.gatherings_of_the_feed(), path_of), mimetype=ICAL)


@blueprint.get("/bijeenkomsten/<slug>/agenda.ics")
@public
def calendar(slug: str) -> Response:
    return Response(exports.calendar([queries.public_gathering(slug)], path_of), mimetype=ICAL)


def path_of(gathering: Gathering) -> str:
    return url_for("gatherings.gathering", slug=gathering.slug)
