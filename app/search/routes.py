"""Searching the contributions, by words and by filters; everything stands in the address."""

from collections.abc import Callable

from flask import Blueprint, render_template, request, url_for
from flask_login import current_user

from app.contributions.filters import Choice, name_of
from app.contributions.selection import Selection, Subset, selected
from app.core.guard import public
from app.core.slowing import slowed
from app.search import queries
from app.search.address import page_of
from app.search.everywhere import everything

blueprint = Blueprint("search", __name__)


@blueprint.app_template_global()
@blueprint.app_template_filter("choice_in_words")
def choice_name(choice: Choice) -> str:
    """A choice of a filter in the words of the page's language."""
    return name_of(choice)


@blueprint.get("/bijdragen")
@slowed("search")
@public
def contributions() -> str:
    address = request.args.to_dict(flat=False)
    asked = selected(address, current_user)
    found = queries.find(asked, page_of(address), current_user)
    return render_template(
        "search/contributions.html", found=found, asked=asked, link=link_for(asked)
    )


@blueprint.get("/zoeken")
@slowed("search")
@public
def everywhere() -> str:
    asked = Selection(words=selected(request.args.to_dict(flat=False)).words)
    found = everything(asked, current_user) if asked.words else None
    return render_template("search/everywhere.html", found=found, asked=asked)


def link_for(asked: Selection) -> Callable[..., str]:
    """Makes the address of the same search with one thing changed."""

    def link(page: int = 1, less: Choice | Subset | None = None, words: str | None = None) -> str:
        number = str(page) if page > 1 else None
        return url_for("search.contributions", pagina=number, **asked.address(less, words))

    return link
