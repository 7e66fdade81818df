"""The terms by which a stocktake was frozen, as they were that day."""

from flask import Response, render_template
from flask_login import current_user

from app.codebook.words import DIMENSION_NAMES
from app.core.errors import NotFound
from app.core.guard import public
from app.reports import queries
from app.reports.exports import csv_of_table
from app.reports.models import Stocktake
from app.reports.routes.blueprint import blueprint
from app.reports.tables import codebook_table
from app.reports.terms import FrozenTerm


def with_terms(slug: str) -> tuple[Stocktake, tuple[FrozenTerm, ...]]:
    """Raises NotFound also for a stocktake of before codebooks were kept."""
    stocktake = queries.stocktake_by_slug(slug, current_user)
    terms = queries.codebook_of(stocktake.editions[0].vocabulary)
    if not terms:
        raise NotFound
    return stocktake, terms


@blueprint.get("/balans/<stocktake_slug>/begrippen")
@public
def codebook(stocktake_slug: str) -> str:
    stocktake, terms = with_terms(stocktake_slug)
    return render_template(
        "reports/codebook.html",
        stocktake=stocktake,
        kinds=[(name, [term for term in terms if term.dimension is key]) for key, name in DIMENSION_NAMES.items()],
        names={term.key: term.name for term in terms},
    )


@blueprint.get("/balans/<stocktake_slug>/begrippen.csv")
@public
def codebook_csv(stocktake_slug: str) -> Response:
    stocktake, terms = with_terms(stocktake_slug)
    answer = Response(csv_of_table(codebook_table(terms)), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{stocktake.slug}-begrippen.csv"'
    return answer
