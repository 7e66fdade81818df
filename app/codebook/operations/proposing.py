"""Own words of contributors become a term, or another word for one: the desk proposes, an administrator decides.

No text is tagged by that: who reads the story says afterwards that the term fits.
"""

from typing import Any

from app.accounts.models import User
from app.codebook import messages, permissions, queries
from app.codebook.models import MOST_SYNONYMS, Deed, ProposedWords, Stand, TermChange, TermProposal
from app.codebook.operations.planning import plan
from app.contributions.models import Contribution
from app.contributions.operations.own_words import map_words, words_to_decide
from app.core import clock
from app.core.clock import midnight, months_after
from app.core.database import db
from app.core.deal import deal
from app.core.destruction import destroyed
from app.core.errors import Refusal
from app.core.wording import _
from app.taxonomy import operations as terms
from app.taxonomy.models import Dimension, Term
from app.taxonomy.queries import terms_in

WORDS = ("name_nl", "name_en", "scope", "not_this")


def propose(contribution: Contribution, dimension: Dimension, words: str, means: Term | None, by: User) -> None:
    """For an administrator, who reads these words alone. Raises Refusal when these own words wait for one already."""
    words_to_decide(contribution, dimension)
    terms_in(dimension, lock=True)  # so that two who say the same at once get one proposal
    before = queries.proposed_for(contribution, dimension)
    if before is not None and before.proposal.stand is not Stand.DECLINED:
        raise Refusal(_("A term was proposed for these words already."))
    if before is not None:
        db.session.delete(before)
        db.session.flush()
    if means is not None and not means.may_be_chosen:
        raise Refusal(_("One of the terms is not in use any more. Choose again."))
    proposal = queries.same_proposal(dimension, words, means) or TermProposal(
        dimension=dimension, words=words, means=means, stand=Stand.WAITING
    )
    row = ProposedWords(contribution_id=contribution.id, dimension=dimension, proposal=proposal)
    row.by_id = by.id
    db.session.add(row)
    db.session.flush()


def take_proposal_back(contribution: Contribution, dimension: Dimension, by: User) -> None:
    """The own words wait for no administrator any more. The proposal goes when nothing else waits for it."""
    row = own_proposal(contribution, dimension, by)
    proposal = queries.proposal_by_id(row.proposal_id, lock=True)
    if proposal.stand is not Stand.WAITING:
        raise Refusal(_("An administrator decided about this proposal already. Look at it again."))
    db.session.delete(row)
    db.session.flush()
    if not queries.is_waited_for(proposal):
        db.session.delete(proposal)
        db.session.flush()


def confirm_term(contribution: Contribution, dimension: Dimension, by: User) -> Term:
    """A reader of the text says that the term that came of it fits; then the own words go."""
    row = own_proposal(contribution, dimension, by)
    term = queries.proposal_by_id(row.proposal_id, lock=True).term_now
    if row.proposal.stand is not Stand.ACCEPTED or term is None:
        raise Refusal(_("This proposal has no term yet, or not any more. Look at it again."))
    map_words(contribution, dimension, term, by)
    return term


def own_proposal(contribution: Contribution, dimension: Dimension, by: User) -> ProposedWords:
    row = queries.proposed_for(contribution, dimension)
    if row is None or not permissions.may_settle(by, row):
        raise Refusal(_("You have no proposal for these words any more."))
    return row


def accept_as_new(proposal: TermProposal, wish: dict[str, Any], reason: str, by: User, seen_version: int) -> TermChange:
    """A term of its own, from today. Raises Refusal when somebody decided before, or the term cannot be."""
    to_decide(proposal, seen_version)
    on = clock.today()
    change = plan(Deed.ADD, proposal.dimension, None, wish, reason=reason, on=on, by=by, seen_version=0)
    proposal.term, proposal.change_id = change.term, change.id
    decide(proposal, Stand.ACCEPTED, by)
    return change


def accept_as_synonym(proposal: TermProposal, term: Term, reason: str, by: User, seen_version: int) -> None:
    """Another word for a term that is there. Raises Refusal as above."""
    to_decide(proposal, seen_version)
    if not term.may_be_chosen:
        raise Refusal(_("One of the terms is not in use any more. Choose again."))
    known = {word.casefold() for word in (term.name_nl, term.name_en, *term.synonyms)}
    if proposal.words.casefold() not in known:
        room_for_another_word(term)
        terms.name_is_free(term.dimension, proposal.words)
        wish = {name: getattr(term, name) for name in WORDS} | {"synonyms": [*term.synonyms, proposal.words]}
        on, seen = clock.today(), term.version
        change = plan(Deed.RENAME, proposal.dimension, term, wish, reason=reason, on=on, by=by, seen_version=seen)
        proposal.change_id = change.id
    proposal.term = term
    decide(proposal, Stand.ACCEPTED, by)


def room_for_another_word(term: Term) -> None:
    if len(term.synonyms) >= MOST_SYNONYMS:
        most = {"name": term.name_nl, "most": MOST_SYNONYMS}
        raise Refusal(_("“%(name)s” has %(most)d other words already. Take one away first, or decline.", **most))


def decline(proposal: TermProposal, reason: str, by: User, seen_version: int) -> None:
    to_decide(proposal, seen_version)
    proposal.reason = reason
    decide(proposal, Stand.DECLINED, by)


def look_again(proposal: TermProposal) -> None:
    """Takes a decision back that changed no term; else the change of the term is undone instead."""
    if not proposal.is_put_back_here:
        raise Refusal(_("This decision was put back before, or a term changed with it. Look at the list again."))
    if not queries.is_waited_for(proposal):
        raise Refusal(_("Nothing waits for this proposal any more."))
    wait_again(proposal)


def wait_again_without(change: TermChange) -> None:
    """What was accepted by a change waits again once that is undone."""
    for proposal in queries.proposals_accepted_by(change):
        wait_again(proposal)


def wait_again(proposal: TermProposal) -> None:
    proposal.term = proposal.change_id = proposal.decided_at = proposal.decided_by_id = None
    proposal.reason = ""
    proposal.stand = Stand.WAITING
    proposal.version += 1
    db.session.flush()
    messages.of_a_proposal(queries.who_wait_for(proposal), proposal.stand)


def to_decide(proposal: TermProposal, seen_version: int) -> None:
    if proposal.stand is not Stand.WAITING or proposal.version != seen_version:
        raise Refusal(
            _(
                "Somebody else decided about this proposal while you worked, or put it back. Nothing was done. "
                "What you filled in is still below."
            )
        )


def decide(proposal: TermProposal, stand: Stand, by: User) -> None:
    proposal.stand, proposal.decided_at, proposal.decided_by_id = stand, clock.now(), by.id
    proposal.version += 1
    db.session.flush()
    messages.of_a_proposal(queries.who_wait_for(proposal), stand)


def forget_old_proposals() -> int:
    """Deletes proposals that were decided `log_months` ago, and those for which nothing waits any more; how many."""
    for dimension in Dimension:
        terms_in(dimension, lock=True)  # so that nobody joins one meanwhile
    before = midnight(months_after(clock.today(), -deal().log_months))
    return destroyed("term_proposal", queries.delete_decided_before(before), "log_months") + destroyed(
        "term_proposal", queries.delete_for_which_nothing_waits(), "nothing waits for it"
    )
