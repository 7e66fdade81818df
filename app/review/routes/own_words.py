"""The own words of contributors, for who read their story: which term do they mean?"""

from collections import Counter

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.accounts.models import Visitor
from app.accounts.permissions import may_administer
from app.contributions.disclosure import View, at_the_desk
from app.contributions.operations import log_view_at_once
from app.contributions.operations.own_words import map_words, put_words_aside
from app.contributions.permissions import may_view
from app.contributions.queries import waiting_with_own_words
from app.core.collation import sort_key
from app.core.errors import NotFound
from app.core.guard import allow
from app.core.wording import _
from app.review import permissions
from app.review.routes.blueprint import blueprint
from app.review.routes.reading import mine
from app.taxonomy.models import Dimension
from app.taxonomy.queries import terms_by_code, to_choose_from

ASKED = (Dimension.THEME, Dimension.BARRIER, Dimension.LEVER)


@blueprint.get("/redactie/eigen-woorden")
def own_words() -> ResponseReturnValue:
    allow(permissions.may_use_the_desk(current_user))
    return page()


def page(status: int = 200, refusal: str = "") -> tuple[str, int]:
    """Every look is noted: these words stand with the story, for its contributor and its readers alone."""
    views, public = [], set()  # only with a text that everybody may read can a term be proposed
    for found in waiting_with_own_words(current_user):
        if permissions.may_read(current_user, found):
            log_view_at_once(found, by=current_user, is_kept=status < 400)
            views.append(at_the_desk(found, current_user))
            if may_view(Visitor(), found):
                public.add(found.public_id)
    text = render_template(
        "review/own_words.html",
        lines={dimension: lines_of(views, dimension) for dimension in ASKED},
        terms={dimension: to_choose_from(dimension) for dimension in ASKED},
        may_add=may_administer(current_user),
        public=public,
        refusal=refusal,
    )
    return text, status


def lines_of(views: list[View], dimension: Dimension) -> list[tuple[str, int, View]]:
    """What was written about this dimension in the order of the alphabet, with how many wrote the same."""
    found = [(words, view) for view in views for asked, words in view.own_words if asked is dimension]
    alike = Counter(sort_key(words) for words, _view in found)
    in_order = sorted(found, key=lambda line: (sort_key(line[0]), line[1].id))
    return [(words, alike[sort_key(words)], view) for words, view in in_order]


@blueprint.post("/redactie/eigen-woorden/<public_id>/<dimension>")
def decide_words(public_id: str, dimension: str) -> ResponseReturnValue:
    allow(permissions.may_use_the_desk(current_user))
    found = mine(public_id)
    if dimension not in ASKED:
        raise NotFound
    about = Dimension(dimension)
    if request.form.get("kies") == "weg":
        put_words_aside(found, about)
        flash(_("Put aside. The words are deleted."))
        return redirect(url_for("review.own_words"))
    chosen = terms_by_code(about, [request.form.get("term", "")])
    if not chosen:
        return page(422, _("Choose the term that these words mean, or put them aside."))
    map_words(found, about, chosen[0], current_user)
    flash(_("The story has that term now. The words are deleted."))
    return redirect(url_for("review.own_words"))
