"""Putting back what was done in a pile within thirty days, as long as nobody went on with it since."""

from datetime import datetime
from typing import Any

from app.accounts.models import User
from app.contributions.models import Contribution
from app.core import clock
from app.core.database import db
from app.core.errors import Refusal
from app.core.wording import _
from app.stocktaking import operations as stocktaking
from app.stocktaking.models import Laid, Question
from app.stocktaking.queries import Lies, hold_to_forget
from app.workbench import queries
from app.workbench.models import Bin, Deed, Did, Pile, PileStep
from app.workbench.operations.piles import bins_of, number
from app.workbench.operations.sorting import KEPT, put_card_back


def put_back(pile: Pile, deed: Deed, contribution: Contribution, by: User) -> Lies:
    """Lays a card where it lay before this deed. A question that came with it goes too, unless somebody uses it.

    Raises Refusal when somebody laid the card elsewhere since. The caller holds the contribution, and the pile.
    """
    step = queries.step_with(deed)
    if step is not None:
        hold_to_forget(came_in(step))
    lies = put_card_back(deed, contribution, by)
    if step is not None and why_it_stays(pile, step, by, lies.questions) is None:
        take_bins_back(pile, step, by)
    return lies


def undo(pile: Pile, step: PileStep, held: Contribution | None, by: User) -> None:
    """Makes the pile as it was before this step; `held` is the card that was laid in the same press, if any.

    Raises Refusal for what was put back already, after thirty days, and when somebody went on with it since. The
    caller holds the card and the pile.
    """
    if step.undone_at is not None:
        raise Refusal(_("This was put back already. See how the pile stands now."))
    if step.at < clock.now() - KEPT:
        raise Refusal(_("This was done more than thirty days ago. Change the pile anew."))
    if step.moment is not None:
        take_cards_out(pile, step, step.moment)
        return
    if step.did in UNDONE_BY:
        UNDONE_BY[step.did](pile, step, by)
        return
    hold_to_forget(came_in(step))
    lay_there: frozenset[int] = frozenset()
    if step.deed is not None and held is not None and step.deed.undone_at is None:
        lay_there = put_card_back(step.deed, held, by).questions
    why = why_it_stays(pile, step, by, lay_there)
    if why is not None:
        raise Refusal(why)
    take_bins_back(pile, step, by)


def take_cards_out(pile: Pile, step: PileStep, moment: datetime) -> None:
    cards = [card.contribution_id for card in queries.cards_in(pile) if card.added_at == moment]
    queries.hold_to_take_out(pile, cards)
    if queries.went_on_with(pile, cards):
        raise Refusal(_("Somebody laid, checked or got one of these cards since. Leave them in the pile."))
    queries.take_out(pile, cards)
    if pile.fixed_at == moment:
        pile.fixed_at = datetime.fromisoformat(step.before["fixed_at"])
    undone(pile, step)


def give_cards_back(pile: Pile, step: PileStep, by: User) -> None:
    """Everybody takes what they took before this division."""
    lying = {card.contribution_id: card for card in queries.cards_in(pile)}
    given = [(lying[row.contribution_id], row) for row in step.cards if row.contribution_id in lying]
    seen = queries.tally(pile, by).lies  # what may not be seen stands in nobody's way
    if any(card.taken_by_id != row.after_id for card, row in given if card.contribution_id in seen):
        raise Refusal(_("Somebody divided these cards anew since. Put that back first, or divide them again."))
    for card, row in given:
        if card.taken_by_id == row.after_id:
            card.taken_by_id = row.before_id
    undone(pile, step)


def count_themes_again(pile: Pile, step: PileStep, by: User) -> None:
    if pile.switched_off != step.after["off"]:
        raise Refusal(_("Somebody left other themes out since. Put that back first, or choose again."))
    pile.switched_off = step.before["off"]
    undone(pile, step)


def undone(pile: Pile, step: PileStep) -> None:
    """Who has the page of the pile open sees first how it stands now."""
    pile.version += 1
    step.undone_at = clock.now()
    db.session.flush()


stocktaking.say_who_offers(queries.is_or_was_offered)
UNDONE_BY = {Did.DIVIDED: give_cards_back, Did.SWITCHED: count_themes_again}


def why_it_stays(pile: Pile, step: PileStep, by: User, lay_there: frozenset[int]) -> str | None:
    """What stands in the way of making the questions of the pile as they were; None when nothing does.

    `lay_there` are the questions at which the card of this step lies now: it lay there before they were offered here.
    """
    came, went, now = came_in(step), went_out(step), bins_of(pile)
    if not came <= set(now) or went & set(now):
        return _("Somebody changed the questions of this pile since. See how they stand now.")
    tally = queries.tally(pile, by)
    if step.deed_id is not None and any(tally.number_at(key) > (key in lay_there) for key in came):
        return _("Other cards lie at this question by now. Lay those elsewhere first.")
    if step.did is Did.ASKED and any(went_on(pile, found, by) for found in queries.questions_called(came).values()):
        return _("Somebody went on with this question since. Take it away from the pile instead.")
    return None


def went_on(pile: Pile, question: Question, by: User) -> bool:
    lies_here = queries.tally(pile, by).number_at(question.id) > 0
    return lies_here or queries.is_used_elsewhere(question, pile) or not stocktaking.is_as_asked(question)


def came_in(step: PileStep) -> set[int]:
    return set(step.after["bins"]) - set(step.before["bins"])


def went_out(step: PileStep) -> set[int]:
    return set(step.before["bins"]) - set(step.after["bins"])


def take_bins_back(pile: Pile, step: PileStep, by: User) -> None:
    """Takes out what came in, and lets what went out stand at its place again."""
    came, known = came_in(step), queries.questions_called(step.before["bins"])
    for row in [row for row in pile.bins if row.question_id in came]:
        pile.bins.remove(row)
    db.session.flush()
    for place, key in enumerate(step.before["bins"]):
        if key in went_out(step) and key in known:
            pile.bins.insert(place, Bin(question=known[key], position=place + 1))
    number(pile)
    step.undone_at = clock.now()
    if step.did is Did.ASKED:
        for question in queries.questions_called(came).values():
            forget_question(pile, question, step.deed_id)
    db.session.flush()


def forget_question(pile: Pile, question: Question, with_it: int | None) -> None:
    """The question was never asked. What was put back of it does not name it either: its number may be given anew.

    The deed that came with it stays, so that a second press on putting it back finds that this was done.
    """
    for row in queries.kept_in(pile):
        row.before, row.after = without(row.before, question.id), without(row.after, question.id)
        changes = any(row.before.get(name) != row.after.get(name) for name in ("laid", "questions"))
        if isinstance(row, Deed) and row.id != with_it and not changes:
            db.session.delete(row)
    stocktaking.forget_asked(question)


def without(state: dict[str, Any], question_id: int) -> dict[str, Any]:
    """Where a card lay, or which questions a pile had, without this question. Laid nowhere else it is open."""
    lists = {name: state[name] for name in ("bins", "questions") if name in state}
    left = state | {name: [key for key in found if key != question_id] for name, found in lists.items()}
    if left.get("laid") == Laid.QUESTIONS.value and not left["questions"]:
        left["laid"] = Laid.OPEN.value
    return left
