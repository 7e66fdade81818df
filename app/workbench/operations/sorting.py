"""Laying the cards of a pile, one deed after another, each of which can be put back for thirty days."""

from datetime import timedelta
from typing import Any

from app.accounts.models import User
from app.contributions.models import Contribution
from app.core import clock
from app.core.database import db
from app.core.destruction import destroyed
from app.core.errors import Refusal
from app.core.wording import _
from app.stocktaking import operations as stocktaking
from app.stocktaking.models import Laid, Question
from app.stocktaking.queries import Lies, heirs, kept_place, where_they_lie
from app.workbench import queries
from app.workbench.models import Deed, Did, Pile
from app.workbench.operations.piles import bins_of, make_bin, note

KEPT = timedelta(days=30)


def lay(pile: Pile, contribution: Contribution, where: Question | Laid, seen: int, key: str, by: User) -> Deed:
    """Lays a card at a question, beside those where it lies, or takes it away from there when it lay there already.

    One case, or nowhere, is a place of its own. `key` says which press of a button this is: the same one counts once.
    Raises Refusal when somebody else laid the card since it was `seen`. The caller holds the contribution.
    """
    known = queries.deed_by_key(key)
    if known is not None and known.by_id == by.id:
        return known
    before = where_they_lie([contribution.id])[contribution.id]
    stocktaking.check_seen(before, seen)
    if isinstance(where, Question):
        laid, questions = Laid.OPEN, before.questions ^ {where.id}
    else:
        laid, questions = (Laid.OPEN if before.laid is where else where), frozenset[int]()
    return move(pile, contribution, before, laid, questions, key, by)


def move(
    pile: Pile, contribution: Contribution, before: Lies, laid: Laid, questions: frozenset[int], key: str, by: User
) -> Deed:
    """Lays a card here and nowhere else, as a deed that can be put back. The caller holds the contribution.

    Raises Refusal for one that is no longer in the pile.
    """
    if not queries.hold_card(pile, contribution):
        raise Refusal(_("Somebody took this card out of the pile in the meantime. See what lies in it now."))
    after = stocktaking.lay(contribution, laid, questions, by)
    deed = Deed(
        key=key,
        pile_id=pile.id,
        contribution_id=contribution.id,
        by_id=by.id,
        before=kept(before),
        after=kept(after),
    )
    db.session.add(deed)
    db.session.flush()
    return deed


def lay_at_new_question(
    pile: Pile, sentence: str, contribution: Contribution | None, seen: int, key: str, by: User
) -> Question:
    """Words a question that comes up while sorting, offers it in this pile, and lays the card there, if there is one.

    A question that says the same already is taken instead, and where the card lies there already nothing is done.
    Raises Refusal for words not to be quoted, for those of a question that the desk keeps out of view and that is not
    offered here, and when somebody else laid the card since it was `seen`.
    """
    if contribution is not None:
        stocktaking.check_seen(where_they_lie([contribution.id])[contribution.id], seen)
    before = bins_of(pile)
    question, is_new = stocktaking.ask_unless_there(sentence, "", by)
    if question.stays_out and question not in queries.questions_of(pile):
        raise Refusal(stocktaking.why_not_anew(question))
    make_bin(pile, question)
    is_offered_by_this = bins_of(pile) != before
    deed = None
    if contribution is not None:
        lies = where_they_lie([contribution.id])[contribution.id]
        if is_offered_by_this or question.id not in lies.questions:
            deed = move(pile, contribution, lies, Laid.OPEN, lies.questions | {question.id}, key, by)
    if is_offered_by_this:
        did = Did.ASKED if is_new else Did.OFFERED
        note(pile, did, {"bins": before}, {"bins": bins_of(pile)}, by, deed)
    return question


def put_card_back(deed: Deed, contribution: Contribution, by: User) -> Lies:
    """Lays a card where it lay before this deed. Raises Refusal when somebody laid it elsewhere since.

    What was decided by it about a difference is decided no more: that difference is open again. One that was put back
    already stays where it is, and somebody else than who laid it hears that. The caller holds the contribution.
    """
    now = where_they_lie([contribution.id])[contribution.id]
    if deed.undone_at is not None and deed.by_id != by.id:
        raise Refusal(_("This was put back already. See where the card lies now."))
    if deed.undone_at is not None:  # the same press once more
        return now
    if deed.at < clock.now() - KEPT:
        raise Refusal(_("This was done more than thirty days ago. Lay the card anew."))
    stands_for = heirs()
    if (now.laid, now.questions) != kept_place(deed.after, stands_for):
        raise Refusal(_("Somebody laid this card elsewhere since. Look at it again before you put it back."))
    deed.undone_at = clock.now()
    queries.forget_note_with(deed)
    return stocktaking.lay(contribution, *kept_place(deed.before, stands_for), by)


def kept(lies: Lies) -> dict[str, Any]:
    return {"laid": lies.laid.value, "questions": sorted(lies.questions), "version": lies.version}


def forget_old_deeds() -> int:
    """Deletes what can no longer be put back; how many deeds that were."""
    before, rule = clock.now() - KEPT, f"{KEPT.days} days"
    steps = destroyed("pile_step", queries.delete_steps_before(before), rule)
    return steps + destroyed("deed", queries.delete_deeds_before(before), rule)
