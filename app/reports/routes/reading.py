"""The list of frozen stocktakes, one of them, one question of it, and the contributions in it."""

from collections.abc import Sequence
from typing import Any

from flask import render_template, request
from flask_login import current_user

from app.contributions.catalogue import cases_among
from app.core.errors import NotFound
from app.core.forms import number_in
from app.core.guard import public
from app.core.slowing import slowed
from app.reports import permissions, queries
from app.reports.frozen import Frozen, FrozenContribution
from app.reports.helping import helped, how_it_was_looked_for
from app.reports.missing import Missing, crossings_in_words, gap_in_words, how_it_was_counted, missing_in
from app.reports.outline import TAGS
from app.reports.routes.blueprint import blueprint
from app.stocktaking.models import Laid
from app.stocktaking.words import AXIS_NAMES, LAID_NAMES, STANCE_NAMES, STATUS_NAMES
from app.workbench.words import failures_in_words, what_is_missing

PAGE = 50
LYING = {"een-geval": Laid.ONE_CASE, "nergens": Laid.NOWHERE, "open": Laid.OPEN}  # words of the address


def names() -> dict[str, Any]:
    return {"laid_names": LAID_NAMES, "stance_names": STANCE_NAMES, "status_names": STATUS_NAMES, "lying": LYING}


def words_of(missing: Missing | None) -> dict[str, Any]:
    """What the page says of what is missing, as the files say it."""
    if missing is None:
        return {"missing": None}
    return {
        "missing": missing,
        "axis_names": AXIS_NAMES,
        "lines_missing": list(what_is_missing(missing.groups)),
        "failures_in_words": failures_in_words,
        "gap_in_words": gap_in_words,
        "counted_how": how_it_was_counted(),
        "crossings": crossings_in_words(missing) if missing.crossings else "",
    }


@blueprint.get("/balansen")
@public
def stocktakes() -> str:
    files = queries.files_of(current_user) if permissions.may_freeze(current_user) else []
    mine = list(dict.fromkeys(file.stocktake for file in files))
    return render_template("reports/stocktakes.html", stocktakes=queries.stocktakes(current_user), mine=mine)


@blueprint.get("/balans/<stocktake_slug>")
@public
def stocktake(stocktake_slug: str) -> str:
    found = queries.stocktake_by_slug(stocktake_slug, current_user)
    frozen = queries.frozen(found, current_user)
    return render_template(
        "reports/stocktake.html",
        frozen=frozen,
        **words_of(missing_in(frozen)),
        others=[other for other in queries.stocktakes(current_user) if other.is_before(found)],
        freezes=permissions.may_freeze(current_user),
        lost_cases=cases_among(one.told for one in frozen.without_question),
        sealed=queries.numbers_of_questions(found),
        has_codebook=queries.keeps_codebook(frozen.vocabulary),
        **names(),
    )


@blueprint.get("/balans/<stocktake_slug>/vraagstukken/<frozen_slug>")
@public
def question(stocktake_slug: str, frozen_slug: str) -> str:
    """One question on one page, as it stood that day."""
    frozen = queries.frozen(queries.stocktake_by_slug(stocktake_slug, current_user), current_user)
    found = frozen.question(frozen_slug)
    if found is None:
        raise NotFound
    return render_template(
        "reports/question.html",
        frozen=frozen,
        q=found,
        lying_here=frozen.at(found),
        helped=helped(frozen, found),
        looked_how=how_it_was_looked_for(),
        freezes=permissions.may_freeze(current_user),
        # Where it stands today, to say that it is about oneself: also what stands only here.
        address=queries.address_today(found.source, current_user),
        **names(),
    )


@blueprint.get("/balans/<stocktake_slug>/bijdragen")
@public
def contributions(stocktake_slug: str) -> str:
    """The contributions in it, a page at a time; all of them, or those that lie in one place."""
    frozen = queries.frozen(queries.stocktake_by_slug(stocktake_slug, current_user), current_user)
    where = request.args.get("bij", "")
    found = part_of(frozen, where)
    last = max(1, -(-len(found) // PAGE))
    page = min(max(1, number_in(request.args.get("pagina"), 1)), last)
    return render_template(
        "reports/contributions.html",
        frozen=frozen,
        where=where if where in LYING else "",
        total=len(found),
        cases=cases_among(one.told for one in found),
        shown=found[(page - 1) * PAGE : page * PAGE],
        page=page,
        last=last,
        **names(),
    )


@blueprint.get("/balans/<stocktake_slug>/bijdragen/<public_id>")
@public
@slowed("search")
def contribution(stocktake_slug: str, public_id: str) -> str:
    """The whole text of one contribution in it as it was that day, as far as it may still be read."""
    found = queries.stocktake_by_slug(stocktake_slug, current_user)
    frozen = queries.frozen(found, current_user)
    told = frozen.contribution(public_id)
    if told is None:
        raise NotFound
    return render_template(
        "reports/contribution.html",
        frozen=frozen,
        c=told,
        text=queries.text_of(frozen, found, told),
        tag_names={name: AXIS_NAMES[name] for name in TAGS},
        **names(),
    )


def part_of(frozen: Frozen, where: str) -> Sequence[FrozenContribution]:
    return frozen.lying(LYING[where]) if where in LYING else frozen.contributions
