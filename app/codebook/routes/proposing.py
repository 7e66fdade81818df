"""What somebody of the desk asks of the vocabulary for own words of contributors, and what came of it."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.codebook import operations, permissions, queries
from app.codebook.forms import ProposeForm
from app.codebook.routes.blueprint import blueprint
from app.codebook.words import DIMENSION_NAMES
from app.contributions.disclosure import View, at_the_desk
from app.contributions.models import Contribution
from app.contributions.operations import log_view_at_once
from app.core.errors import NotFound, Refusal
from app.core.guard import allow
from app.core.typed import shows_again
from app.core.wording import _, language
from app.review.queries import at_the_desk as found_at_the_desk
from app.taxonomy.models import Dimension
from app.taxonomy.queries import terms_by_code, terms_in, to_choose_from


@blueprint.get("/redactie/begrippen/voorstellen")
def my_proposals() -> str:
    allow(permissions.may_choose_tags(current_user))
    found = queries.proposals_of(current_user)
    mine = [(row, at_the_desk(contribution, current_user)) for row, contribution in found]
    return render_template("codebook/my_proposals.html", mine=mine, dimensions=DIMENSION_NAMES)


def with_words(public_id: str, dimension: str) -> tuple[Contribution, Dimension]:
    """A story that this editor reads, and the kind of its own words. Raises NotFound for anything else."""
    allow(permissions.may_choose_tags(current_user))
    if dimension not in set(Dimension):
        raise NotFound
    if request.method == "POST":
        terms_in(Dimension(dimension), lock=True)  # before the story: so do all who change terms
    found = found_at_the_desk(public_id, to_change=request.method == "POST")  # a look is noted apart: it would wait
    if not permissions.may_propose(current_user, found) or dimension not in {own.dimension for own in found.own_words}:
        raise NotFound
    return found, Dimension(dimension)


@blueprint.route("/redactie/begrippen/voorstellen/<public_id>/<dimension>", methods=["GET", "POST"])
@shows_again
def propose(public_id: str, dimension: str) -> ResponseReturnValue:
    found, about = with_words(public_id, dimension)
    allow(permissions.may_propose(current_user, found))
    form = ProposeForm()
    form.offer(to_choose_from(about))
    if not form.validate_on_submit():
        return page(found, about, form, form.status)
    means = next(iter(terms_by_code(about, [form.means.data or ""])), None)
    try:
        operations.propose(found, about, form.words.data, means, by=current_user)
    except Refusal as refusal:
        return page(found, about, form, 409, str(refusal))
    flash(_("Proposed. You hear what an administrator decides."))
    return redirect(url_for("codebook.my_proposals"))


def page(
    found: Contribution, about: Dimension, form: ProposeForm, status: int = 200, refusal: str = ""
) -> tuple[str, int]:
    """Every look is noted, as on the list of own words."""
    log_view_at_once(found, by=current_user, is_kept=status < 400)
    view: View = at_the_desk(found, current_user)
    before = queries.proposed_for(found, about)
    text = render_template(
        "codebook/propose.html",
        c=view,
        own=dict(view.own_words)[about],
        about=DIMENSION_NAMES[about],
        before=before.proposal if before else None,
        form=form,
        refusal=refusal,
    )
    return text, status


@blueprint.post("/redactie/begrippen/voorstellen/<public_id>/<dimension>/terug")
def take_proposal_back(public_id: str, dimension: str) -> ResponseReturnValue:
    found, about = with_words(public_id, dimension)
    allow(permissions.may_propose(current_user, found))
    operations.take_proposal_back(found, about, by=current_user)
    flash(_("Taken back. The words wait for a decision of the desk again."))
    return redirect(url_for("codebook.my_proposals"))


@blueprint.post("/redactie/begrippen/voorstellen/<public_id>/<dimension>/past")
def confirm_term(public_id: str, dimension: str) -> ResponseReturnValue:
    found, about = with_words(public_id, dimension)
    allow(permissions.may_propose(current_user, found))
    term = operations.confirm_term(found, about, by=current_user)
    flash(_("The story has the term “%(name)s” now. The words are deleted.", name=term.name(language())))
    return redirect(url_for("codebook.my_proposals"))
