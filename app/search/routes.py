"""Searching the contributions, by words and by filters; everything stands in the address."""

from collections.abc import Callable

from flask import Blueprint, render_template, request, url_for
from flask_login import current_user

from app.contributions.filters import Choice
from app.contributions.models import Kind, Outcome
from app.core.deal import deal
from app.core.guard import public
from app.core.wording import language
from app.search import queries
from app.search.address import Asked, asked
from app.search.everywhere import everything

blueprint = Blueprint("search", __name__)


@blueprint.app_template_global()
def choice_name(choice: Choice) -> str:
    """A choice of a filter in the words of the page's language."""
    if choice.term is not None:
        return choice.term.name(language())
    facet, value = choice.mark
    if facet == "kind":
        return Kind(str(value)).label
    if facet == "outcome":
        return Outcome(str(value)).label
    return next(str(part[language()]) for part in deal().coarse_place["parts"] if part["id"] == value)


@blueprint.get("/bijdragen")
@public
def contributions() -> str:
    address = request.args.to_dict(flat=False)
    wish = asked(address)
    found = queries.find(address, wish, current_user)
    return render_template(
        "search/contributions.html", found=found, asked=wish, link=link_for(found, wish), facet_names=queries.COUNTED
    )


@blueprint.get("/zoeken")
@public
def everywhere() -> str:
    wish = asked(request.args.to_dict(flat=False))
    found = everything(wish, current_user) if wish.words else None
    return render_template("search/everywhere.html", found=found, asked=wish)


def link_for(found: queries.Found, wish: Asked) -> Callable[..., str]:
    """Makes the address of the same search with one thing changed."""

    def link(page: int = 1, without: tuple[str, str] | None = None, words: str | None = None) -> str:
        kept = {name: [c.word for c in picked if (name, c.word) != without] for name, picked in found.picked.items()}
        text = wish.words if words is None else words
        return url_for("search.contributions", q=text or None, pagina=page if page > 1 else None, **kept)  # type: ignore[arg-type]

    return link
