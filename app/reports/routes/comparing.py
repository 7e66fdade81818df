"""What changed since an earlier stocktake."""

from dataclasses import replace

from flask import render_template, request
from flask_login import current_user

from app.codebook.words import DIMENSION_NAMES
from app.core.errors import NotFound
from app.core.guard import public
from app.reports import queries
from app.reports.difference import difference
from app.reports.routes.blueprint import blueprint
from app.reports.routes.reading import names
from app.stocktaking.queries.merging import heirs_among


@blueprint.get("/balans/<stocktake_slug>/verschil")
@public
def compare(stocktake_slug: str) -> str:
    """Both as this person may read them now: of what is hidden in either, nothing shows in the difference."""
    later = queries.stocktake_by_slug(stocktake_slug, current_user)
    earlier = queries.stocktake_by_slug(request.args.get("met", ""), current_user)
    if not earlier.is_before(later):
        raise NotFound
    then, now = queries.frozen(earlier, current_user), queries.frozen(later, current_user)
    if then.vocabulary != now.vocabulary:
        then, now = (replace(one, codebook=queries.codebook_of(one.vocabulary)) for one in (then, now))
    found = difference(then, now)
    gone = [both.question.source for both in found.with_change("gone")]
    return render_template(
        "reports/difference.html",
        earlier=then,
        later=now,
        found=found,
        heirs=heirs_among(gone, current_user) if gone else {},
        dimension_names=DIMENSION_NAMES,
        **names(),
    )
