"""Out of view while somebody judges what was said about a question: that one, and wherever its words stand by now."""

from collections.abc import Callable, Collection, Iterable, Sequence, Set
from dataclasses import replace
from datetime import datetime

from app.accounts.models import User
from app.core import clock
from app.core.database import alone_at, db
from app.core.destruction import destroyed
from app.notifications.operations import lead_elsewhere
from app.stocktaking import messages
from app.stocktaking.gone import Gone
from app.stocktaking.models import Merge, Question
from app.stocktaking.operations.earlier import BACK_WITHIN
from app.stocktaking.operations.merging import stands_on_it, take_apart
from app.stocktaking.operations.questions import hold, keep_out, let_back, renew_address
from app.stocktaking.operations.removals import forget_earlier
from app.stocktaking.queries.gone import (
    forget_notes,
    note_as_settled,
    removals_to_judge,
    sentences_reworded,
    taken_away_elsewhere,
    texts_standing,
    what_went,
)
from app.stocktaking.queries.moved import (
    WHERE_WORDS_STAND,
    called,
    judged_along_with,
    merges_since,
    where_its_words_are,
)
from app.stocktaking.queries.questions import hold_question
from app.stocktaking.queries.removals import delete_removals, delete_removals_before

# Steps by which other words came to stand at a question.
WRITTEN = frozenset(
    """reworded stated statement_changed statement_put_back answer_written answer_changed answer_put_back decided
    decision_changed dissented owner_declined""".split()
)
# What was written, for whoever worded a question, of why it is out of view. The floor above that judges it says so.
REASONS: list[Callable[[Question], Sequence[str]]] = []
# The questions that somebody complained of, and when, about which nobody decided yet. The same floor says so.
COMPLAINTS: list[Callable[[], Sequence[tuple[Question, datetime]]]] = []


def say_who_tells_why(tells: Callable[[Question], Sequence[str]]) -> None:
    REASONS.append(tells)


def say_who_complained(tells: Callable[[], Sequence[tuple[Question, datetime]]]) -> None:
    COMPLAINTS.append(tells)


def why_out_of_view(question: Question) -> list[str]:
    """The reasons that are still kept, oldest first; none of a question that everybody may read."""
    return [reason for tells in REASONS for reason in tells(question)] if question.held_at is not None else []


def hold_with_its_words(question: Question, since: datetime, by: User) -> Sequence[Question]:
    """Takes the question out of view with all that its words went to `since` somebody complained, or came from: until
    then members did not know of it. Which ones are out of view by this.

    All of them by the same moment: so they come back together, also when nobody knows any more what was split off.
    """
    found = nobody_moves(question, since)
    new = [one for one in found if one.held_at is None]
    hold(question, by)
    for one in new:
        hold(one, by, at=question.held_at)
    return new


def keep_out_with_its_words(question: Question, since: datetime, by: User) -> None:
    """Wherever its words stand by now stays out of view as it does; what came back without them does not."""
    nobody_moves(question, since)
    for one in where_its_words_are(question, since):
        keep_out(one, by)


def let_back_with_its_words(question: Question, since: datetime, by: User, kept_out: Collection[Question]) -> None:
    """Lets all of them back in view, but for what is `kept_out` by what somebody else said."""
    let_in(nobody_moves(question, since), by, kept_out)


def let_in(questions: Iterable[Question], by: User, kept_out: Collection[Question]) -> None:
    for one in questions:
        if one not in kept_out:
            let_back(one, by)


def let_others_back(question: Question, since: datetime, by: User) -> list[Question]:
    """The words that somebody complained of stay out of view, and nothing else: what became one `since` then is two
    again, so that the question without these words comes back. Those that may, unless something else keeps them out.

    One where members went on writing since the two are one stays as it is: its words were judged along.
    """
    nobody_moves(question, since)
    while (found := next((one for one in merges_since(question, since) if may_be_parted(one)), None)) is not None:
        hold_question(found.question, found.into)
        take_apart(found, by)
    stay = where_its_words_are(question, since)
    hold_question(*stay)
    for one in stay:  # also what was split off, and was only part of another one until now
        hold(one, by, at=question.held_at)
    return [one for one in nobody_moves(question, since) if one.held_at == question.held_at and one not in stay]


def may_be_parted(found: Merge) -> bool:
    """Whether both say something then, that was said before the two became one."""
    wrote = any(change.at > found.at and change.what in WRITTEN for change in found.into.changes)
    shows_more = found.question.is_public and not found.into.is_public
    return not wrote and not shows_more and not stands_on_it(found)


def words_gone(ids: Collection[int], stood: Set[int], since: datetime, merged_away: Collection[str]) -> Gone:
    """What these questions, see `nobody_moves`, no longer say `since` somebody complained of their words: the first of
    all that nobody decided about yet, as what is known of it will be forgotten by this decision. And what was
    `merged_away`.
    """
    hold_question(*called(set(taken_away_elsewhere(ids, since).values())))
    return what_went(ids, stood, since, merged_away)


def as_decided(gone: Gone) -> Gone:
    """The same once that was carried out: what became two again stands as before."""
    stands = texts_standing(gone.at)
    return replace(gone, texts=gone.texts - stands, stands=frozenset(stands))


def renew_addresses(gone: Gone) -> Gone:
    """Gives another address to each of these questions whose own says what went, or that asks something else since
    then, where it is of earlier words. Which addresses went by this is in the answer.
    """
    anew = sentences_reworded(gone.steps)
    old = [one for one in called(gone.at) if one.id in anew or gone.reaches_address(one.slug)]
    old = [one for one in old if not gone.is_address_of(one.slug, one.sentence)]
    hold_question(*old)
    went = frozenset(one.slug for one in old)
    for one in old:  # one by one: each takes an address that the next may not have
        before = messages.page_of(one.slug)
        renew_address(one)
        db.session.flush()
        lead_elsewhere(before, messages.page_of(one.slug))
    return replace(gone, addresses=went)


def forget_earlier_words(question: Question, since: datetime, gone: Gone) -> None:
    """What stood there before nobody puts back any more: at none of them. The history no longer says what went."""
    for one in judged_along_with(question, since):
        forget_earlier(one)
    delete_removals(gone.removals)
    forget_notes(gone)
    note_as_settled(gone.steps)


def forget_removals() -> int:
    """Deletes what can no longer be put back; how many things that were.

    But for the words that went since a complaint that nobody decided about yet: else nobody would know which to let go
    from stocktakes, and far more would go.
    """
    kept: set[int] = set()
    for question, since in (one for tells in COMPLAINTS for one in tells()):
        kept |= removals_to_judge({one.id for one in judged_along_with(question, since)}, since)
    gone = delete_removals_before(clock.now() - BACK_WITHIN, kept)
    return destroyed("removal", gone, f"{BACK_WITHIN.days} days")


def nobody_moves(question: Question, since: datetime) -> Sequence[Question]:
    """All of them, which nobody merges or splits meanwhile: what moved just before is among them."""
    alone_at(WHERE_WORDS_STAND)
    found = judged_along_with(question, since)
    hold_question(*found)
    moved = judged_along_with(question, since)
    hold_question(*moved)
    return moved
