"""Tables and the plenary: their cards, the questions from phones, and who recognises what."""

from collections import Counter

from app.challenges.models import Challenge
from app.core import clock
from app.core.database import db
from app.core.errors import Refusal
from app.core.wording import _
from app.gatherings import queries
from app.gatherings.models import Clarifying, Gathering, Plays, TableCard, Tap, Walker
from app.gatherings.models.tables import FEWEST_TAPS, MOST_QUESTIONS, MOST_TABLES


def set_tables(gathering: Gathering, number: int) -> None:
    """So many tables, each with its card. Raises Refusal when a card that would go has words on it."""
    if not 0 <= number <= MOST_TABLES:
        raise Refusal(_("Choose a number from 0 to %(most)s.", most=MOST_TABLES))
    queries.lock(gathering)
    cards = list(queries.cards_at(gathering))
    surplus = [card for card in cards if card.number > number]
    if any(not card.is_empty for card in surplus):
        raise Refusal(_("A table that would go has words on its card. Choose a higher number."))
    for card in surplus:
        db.session.delete(card)
    known = {card.number for card in cards}
    for missing in range(1, number + 1):
        if missing not in known:
            db.session.add(TableCard(gathering=gathering, number=missing))
    db.session.flush()


def talk_about(card: TableCard, challenge: Challenge | None) -> None:
    """Which challenge a table talks about."""
    card.challenge = challenge
    db.session.flush()


def write_card(card: TableCard, seen_version: int, recognised: str, helped: str, question: str) -> None:
    """Takes over what a table wrote; the caller holds the card. Raises Refusal when another phone was first.

    Nobody looked at new words yet, so they are neither shown nor given; and who tapped did so at another question.
    """
    if seen_version != card.version:
        words = _("Another phone wrote on this card meanwhile. Theirs stands above, yours is still in the boxes.")
        raise Refusal(words)
    if (recognised, helped, question) != (card.recognised, card.helped, card.question):
        card.shown_at = card.given_at = None
        card.version += 1
    if question != card.question:
        card.taps.clear()
    card.recognised, card.helped, card.question = recognised, helped, question
    card.written_at = clock.now()
    db.session.flush()


def tap(card: TableCard, walker: Walker, answer: Plays, seen_question: str) -> None:
    """One phone counts once for each question; a later answer takes the place of the first. The caller holds the card.

    Raises Refusal when another question stands there than the phone was shown.
    """
    if not card.question:
        raise Refusal(_("This table has no question yet."))
    if seen_question != card.question:
        raise Refusal(_("The table changed its question meanwhile. Read it below, and answer that one."))
    found = queries.tap_of(card, walker)
    if found is None:
        db.session.add(Tap(card_id=card.id, walker_id=walker.id, answer=answer))
    else:
        found.answer = answer
    db.session.flush()


def counted(card: TableCard) -> dict[Plays, int]:
    """How many phones said what, without the numbers that are so small that they would tell who did."""
    numbers = Counter(one.answer for one in card.taps)
    return {plays: numbers[plays] for plays in Plays if numbers[plays] >= FEWEST_TAPS}


def ask(gathering: Gathering, challenge: Challenge, walker: Walker, text: str) -> None:
    """A question to understand a challenge; the same one twice is one. Raises Refusal after three."""
    own = queries.clarifying_of(gathering, walker, challenge)
    if any(one.text == text for one in own):
        return
    if len(own) >= MOST_QUESTIONS:
        raise Refusal(
            _("You asked %(most)s questions about this challenge. Take one back to ask another.", most=MOST_QUESTIONS)
        )
    db.session.add(Clarifying(gathering_id=gathering.id, challenge_id=challenge.id, walker_id=walker.id, text=text))
    db.session.flush()


def take_question_back(question: Clarifying) -> None:
    db.session.delete(question)
    db.session.flush()


def answer_question(question: Clarifying, seen_version: int, answer: str) -> None:
    """Notes what was said; an empty text makes it open again. The caller holds the question.

    Raises Refusal when somebody else noted something meanwhile.
    """
    if seen_version != question.version:
        raise Refusal(_("Somebody else noted an answer meanwhile. Theirs stands there, yours is still in the box."))
    if answer != question.answer:
        question.version += 1
    question.answer, question.answered_at = answer, clock.now() if answer else None
    db.session.flush()


def give_to_members(card: TableCard) -> None:
    """Offers the question of a table to the members, to word it. Raises Refusal when there is none."""
    if not card.question:
        raise Refusal(_("This table has no question yet."))
    card.given_at = card.given_at or clock.now()
    db.session.flush()


def keep_from_members(card: TableCard) -> None:
    card.given_at = None
    db.session.flush()


def show(card: TableCard) -> None:
    """Puts the card on the page of the harvest, for everybody. Raises Refusal when nothing is written on it."""
    if card.is_empty:
        raise Refusal(_("This table has written nothing yet."))
    card.shown_at = card.shown_at or clock.now()
    db.session.flush()


def hide(card: TableCard) -> None:
    card.shown_at = None
    db.session.flush()


BACK = {"houden": keep_from_members, "verbergen": hide}
DEEDS = {"geven": give_to_members, "tonen": show, **BACK}


def do_with_card(card: TableCard, deed: str, seen_version: int) -> None:
    """Shows, hides, gives or keeps a card; the caller holds it. Raises Refusal when its words were not looked at."""
    if deed not in BACK and seen_version != card.version:
        raise Refusal(_("The table changed its card meanwhile. The new words stand below: look at those first."))
    DEEDS[deed](card)
