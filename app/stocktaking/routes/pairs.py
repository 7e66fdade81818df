"""What contradicts each other among the contributions, and what goes together."""

from flask import render_template, request, url_for
from flask_login import current_user

from app.contributions.filters import DIMENSIONS, choices
from app.contributions.selection import choice_at, selected
from app.core.clock import today
from app.core.guard import public
from app.core.slowing import slowed
from app.stocktaking import queries
from app.stocktaking.pairs import LOOKED_AT, MOST_PAIRS
from app.stocktaking.routes.blueprint import blueprint
from app.taxonomy.queries import vocabulary


@blueprint.get("/balans/tegenspraak")
@public
@slowed("search")
def contradictions() -> str:
    asked = selected(request.args.to_dict(flat=False), current_user)
    offered = choices(vocabulary())
    over = choice_at(request.args.get("over", ""), offered)
    over = over if over and over.name in queries.CONTRADICTED else None
    return render_template(
        "stocktaking/contradictions.html",
        asked=asked,
        over=over,
        succeeded=choice_at("uitkomst:gelukt", offered),
        stopped=choice_at("uitkomst:gestopt", offered),
        opposites=queries.opposites(current_user, asked),
        found=queries.contradictions(current_user, asked, over) if over else None,
        most=MOST_PAIRS,
        looked_at=LOOKED_AT,
        link=lambda **change: url_for("stocktaking.contradictions", **asked.address(**change)),
        day=today(),
    )


@blueprint.get("/balans/samen")
@public
@slowed("search")
def together() -> str:
    asked = selected(request.args.to_dict(flat=False), current_user)
    first, second = request.args.get("eerste", "hefboom"), request.args.get("tweede", "belemmering")
    first = first if first in DIMENSIONS else "hefboom"
    second = second if second in DIMENSIONS else "belemmering"
    found, number = queries.together(current_user, asked, first, second)
    return render_template(
        "stocktaking/together.html",
        asked=asked,
        first=first,
        second=second,
        dimensions=DIMENSIONS,
        together=found,
        number=number,
        offered=choices(vocabulary()),
        link=lambda **change: url_for(
            "stocktaking.together", eerste=first, tweede=second, **asked.address(**change)
        ),
        day=today(),
    )
