"""Drawing a check, laying its cards once more without seeing where they lie, and deciding about what differs."""

from sqlalchemy.exc import IntegrityError

from app.accounts.models import User
from app.contributions.models import Contribution
from app.core import clock
from app.core.database import db
from app.core.errors import Refusal
from app.core.security import random_id
from app.core.wording import _
from app.stocktaking import operations as stocktaking
from app.stocktaking.models import Laid
from app.stocktaking.queries import where_they_lie
from app.workbench import queries
from app.workbench.checked import SIZE
from app.workbench.models import Check, CheckCard, CheckKind, CheckNote, Pile
from app.workbench.operations.sorting import kept, move
from app.workbench.sample import drawn


def draw(pile: Pile, kind: CheckKind, by: User) -> Check:
    """A draw of cards for this member; the one that is not finished yet, when there is one.

    Where each card lies now is kept with it: what is moved later does not change the check. Raises Refusal when there
    is nothing to draw.
    """
    last = queries.last_draw(pile, kind, by)
    if last is not None and not last.is_finished:
        return last.check
    table = queries.on_the_table(pile, by)
    ids = queries.to_check(kind, table, queries.checks_in(pile), by)
    if not ids:
        raise Refusal(nothing_to_draw(kind))
    check = Check(
        pile_id=pile.id,
        member_id=by.id,
        kind=kind,
        number=last.check.number + 1 if last else 1,
        seed=random_id(),
        offered=[question.id for question in queries.questions_of(pile)],
    )
    lying = {card.id: card.lies for card in table.cards}
    check.cards = [
        CheckCard(contribution_id=i, position=position, before=kept(lying[i]), before_by_id=lying[i].by_id)
        for position, i in enumerate(drawn(check.seed, ids, SIZE), start=1)
    ]
    try:
        with db.session.begin_nested():
            db.session.add(check)
    except IntegrityError as fault:  # pressed twice, at the same moment
        raise Refusal(_("This check was drawn a moment ago. Open it from the page of the checks.")) from fault
    return check


def nothing_to_draw(kind: CheckKind) -> str:
    if kind is CheckKind.AGAIN:
        return _("There is no card that you laid and did not check yet. Lay some cards first.")
    return _("There is no card that somebody else laid and that you did not check yet.")


def lay_blind(card: CheckCard, laid: Laid, questions: frozenset[int]) -> None:
    """Keeps where a card was laid in a check; it moves nothing. As long as the check is open it can be changed."""
    card.again = {"laid": (Laid.QUESTIONS if questions else laid).value, "questions": sorted(questions)}
    card.at = clock.now()
    db.session.flush()


def decide(
    pile: Pile,
    contribution: Contribution,
    place: tuple[Laid, frozenset[int]],
    why: str,
    seen: int,
    key: str,
    by: User,
) -> CheckNote | None:
    """Writes down what is decided about a difference, and lays the card there by a deed that can be put back.

    None for a press that was sent before. Raises Refusal when somebody else laid the card since it was `seen`, and
    for words not to be quoted. The caller holds the contribution.
    """
    if queries.deed_by_key(key) is not None:
        return None
    stocktaking.in_own_words(by, why)
    before = where_they_lie([contribution.id])[contribution.id]
    stocktaking.check_seen(before, seen)
    laid, questions = place
    deed = move(pile, contribution, before, laid, questions, key, by)
    note = CheckNote(
        pile_id=pile.id,
        contribution_id=contribution.id,
        laid=Laid.QUESTIONS if questions else laid,
        questions=sorted(questions),
        why=why,
        by_id=by.id,
        deed_id=deed.id,
    )
    db.session.add(note)
    db.session.flush()
    return note
