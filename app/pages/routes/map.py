"""The map of contributions and challenges, with the same list beside it."""

from flask import render_template, request, url_for
from flask_login import current_user

from app.accounts.queries import places
from app.contributions.filters import choices
from app.contributions.selection import selected
from app.core.clock import today
from app.core.guard import public
from app.pages.atlas import atlas
from app.pages.map import dots
from app.pages.routes.blueprint import blueprint
from app.taxonomy.queries import vocabulary


@blueprint.get("/kaart")
@public
def on_the_map() -> str:
    asked = selected(request.args.to_dict(flat=False))
    number = request.args.get("pagina", "1")
    page = int(number) if number.isascii() and number.isdecimal() and len(number) < 7 else 1
    found = atlas(current_user, asked, request.args.get("plek", ""), max(1, page))
    plek = found.here.slug if found.here else None
    return render_template(
        "pages/map.html",
        asked=asked,
        found=found,
        country=dots((place.latitude, place.longitude) for place in places()),
        named=dots((town.latitude, town.longitude) for town in found.towns),
        asking=dots((town.latitude, town.longitude) for town in found.asking),
        offered=choices(vocabulary()),
        link=lambda page=1, **change: url_for(
            "pages.on_the_map", plek=plek, pagina=page if page > 1 else None, **asked.address(**change)
        ),
        today=today(),
    )
