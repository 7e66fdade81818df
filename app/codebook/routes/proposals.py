"""The terms that the desk proposed, and what an administrator decides: their words, and nothing of a story."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.codebook import operations, permissions, queries
from app.codebook.forms import AcceptForm, DeclineForm, SynonymForm
from app.codebook.models import TermProposal
from app.codebook.routes.blueprint import blueprint
from app.codebook.words import DECISION_NAMES, DIMENSION_NAMES, STAND_NAMES
from app.core.deal import deal
from app.core.errors import NotFound, Refusal
from app.core.guard import allow
from app.core.typed import shows_again
from app.core.wording import _
from app.taxonomy.queries import terms_by_code, terms_in

Decision = AcceptForm | SynonymForm | DeclineForm
DECISIONS: dict[str, type[Decision]] = {"nieuw": AcceptForm, "ander-woord": SynonymForm, "afwijzen": DeclineForm}


@blueprint.get("/beheer/begrippen/voorstellen")
def proposals() -> str:
    allow(permissions.may_change_terms(current_user))
    waiting, more_wait = queries.proposals_waiting(current_user)
    return render_template(
        "codebook/proposals.html",
        waiting=waiting,
        more_wait=more_wait,
        decided=queries.proposals_decided(),
        fewest=deal().coarse_place["fewest"],
        dimensions=DIMENSION_NAMES,
        decisions=DECISION_NAMES,
        stands=STAND_NAMES,
    )


@blueprint.route("/beheer/begrippen/voorstellen/<int:proposal_id>/<decision>", methods=["GET", "POST"])
@shows_again
def decide_proposal(proposal_id: int, decision: str) -> ResponseReturnValue:
    """Accepts it as a new term or as another word for one, or declines it; by what the administrator saw."""
    allow(permissions.may_change_terms(current_user))
    if decision not in DECISIONS:
        raise NotFound
    proposal = to_decide(proposal_id)
    form = DECISIONS[decision]()
    form.offer(proposal.dimension, None, terms_in(proposal.dimension))
    if not form.is_submitted():
        fill(form, proposal)
    if not form.validate_on_submit():
        return page(proposal, decision, form, form.status)
    try:
        decide(proposal, form)
    except Refusal as refusal:
        form.version.data = str(proposal.version)  # pressing once more, after a look, does it
        return page(proposal, decision, form, 409, str(refusal))
    flash(_("Decided. Who proposed it hears of it."))
    return redirect(url_for("codebook.proposals"))


def to_decide(proposal_id: int) -> TermProposal:
    """To change it, its terms are held first, as by who proposes. Raises NotFound where nobody may know of it."""
    proposal = queries.proposal_by_id(proposal_id)
    if request.method == "POST":
        terms_in(proposal.dimension, lock=True)
        proposal = queries.proposal_by_id(proposal_id, lock=True)
    if not queries.is_in_public(proposal):
        raise NotFound
    return proposal


def fill(form: Decision, proposal: TermProposal) -> None:
    """The words of the proposal, and the term that it means."""
    form.version.data = str(proposal.version)
    if isinstance(form, AcceptForm):
        form.name_nl.data = proposal.words
    if isinstance(form, SynonymForm) and proposal.means is not None:
        form.heir.data = proposal.means.code


def decide(proposal: TermProposal, form: Decision) -> None:
    reason, seen = form.reason.data or "", form.seen_version()
    if isinstance(form, AcceptForm):
        operations.accept_as_new(proposal, form.wish(), reason, current_user, seen)
    elif isinstance(form, SynonymForm):
        term = terms_by_code(proposal.dimension, [form.heir.data])[0]
        operations.accept_as_synonym(proposal, term, reason, current_user, seen)
    else:
        operations.decline(proposal, reason, current_user, seen)


def page(
    proposal: TermProposal, decision: str, form: Decision, status: int = 200, refusal: str = ""
) -> tuple[str, int]:
    text = render_template(
        "codebook/decide.html",
        proposal=proposal,
        name=DECISION_NAMES[decision],
        kind=DIMENSION_NAMES[proposal.dimension],
        form=form,
        refusal=refusal,
    )
    return text, status


@blueprint.post("/beheer/begrippen/voorstellen/<int:proposal_id>/terug")
def look_again(proposal_id: int) -> ResponseReturnValue:
    """Takes a decision back that changed no term."""
    allow(permissions.may_change_terms(current_user))
    operations.look_again(to_decide(proposal_id))
    flash(_("Put back: this proposal waits again."))
    return redirect(url_for("codebook.proposals"))
