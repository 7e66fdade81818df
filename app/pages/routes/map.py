"""The map of contributions and challenges, with the same list beside it."""

from flask import Response, current_app, render_template, request, url_for
from flask_login import current_user
from werkzeug.exceptions import ServiceUnavailable

from app.accounts.outline import dots
from app.accounts.queries import places
from app.contributions.filters import choices
from app.contributions.selection import selected
from app.core import tiles
from app.core.clock import today
from app.core.forms import number_in
from app.core.guard import public
from app.core.slowing import slowed
from app.pages.atlas import atlas
from app.pages.routes.blueprint import blueprint
from app.taxonomy.queries import vocabulary


@blueprint.get("/kaart/tegels/<int:z>/<int:x>/<int:y>")
@public
def map_tile(z: int, x: int, y: int) -> Response:
    """A piece of the background map. Nothing of whoever asks for it goes on to its source."""
    try:
        content, kind = tiles.tile(z, x, y)
    except tiles.NoTile as fault:
        raise ServiceUnavailable from fault
    answer = Response(content, content_type=kind)
    answer.headers["Cache-Control"] = "public, max-age=604800"
    return answer


@blueprint.get("/kaart")
@public
@slowed("search")
def on_the_map() -> str:
    asked = selected(request.args.to_dict(flat=False), current_user)
    page = number_in(request.args.get("pagina"), 1)
    found = atlas(current_user, asked, request.args.get("plek", ""), max(1, page), request.args.get("uitdaging", ""))
    plek, about = (one.slug if one else None for one in (found.here, found.answering))
    return render_template(
        "pages/map.html",
        asked=asked,
        found=found,
        country=dots((place.latitude, place.longitude) for place in places()),
        named=dots((town.latitude, town.longitude) for town in found.towns),
        asking=dots((town.latitude, town.longitude) for town in found.asking),
        offered=choices(vocabulary()),
        link=lambda page=1, **change: url_for(
            "pages.on_the_map",
            plek=plek,
            uitdaging=about,
            pagina=page if page > 1 else None,
            **asked.address(**change),
        ),
        about=about,
        tiles=url_for("pages.map_tile", z=0, x=0, y=0).removesuffix("0/0/0") if tiles.source() else "",
        attribution=current_app.config["TILES_ATTRIBUTION"],
        today=today(),
    )
