"""What changed since an earlier stocktake."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from flask import render_template, request
from flask_login import current_user

from app.codebook.words import DIMENSION_NAMES
from app.core.errors import NotFound
from app.core.forms import number_in
from app.core.guard import public
from app.reports import queries
from app.reports.difference import difference
from app.reports.routes.blueprint import blueprint
from app.reports.routes.reading import names
from app.stocktaking.queries.merging import heirs_among

PAGE = 200  # contributions of each list


@dataclass(frozen=True)
class Part:
    """A page of a list, which one it is, and the last one."""

    shown: Sequence[Any]
    page: int
    last: int


def part_of(found: Sequence[Any], page: int) -> Part:
    """A page before the first is the first, and one beyond the end the last."""
    last = max(1, -(-len(found) // PAGE))
    page = min(max(1, page), last)
    return Part(found[(page - 1) * PAGE : page * PAGE], page, last)


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
        told = queries.codebooks_of({then.vocabulary, now.vocabulary})
        then, now = (replace(one, codebook=told.get(one.vocabulary, ())) for one in (then, now))
    found = difference(then, now)
    gone = [both.question.source for both in found.with_change("gone")]
    turned, page = request.args.get("bij", ""), number_in(request.args.get("pagina"), 1)
    lists: dict[str, Sequence[Any]] = {"elders": found.moved, "nieuw": found.new, "weg": found.gone}
    return render_template(
        "reports/difference.html",
        earlier=then,
        later=now,
        found=found,
        parts={name: part_of(those, page if name == turned else 1) for name, those in lists.items()},
        heirs=heirs_among(gone, current_user) if gone else {},
        dimension_names=DIMENSION_NAMES,
        **names(),
    )
