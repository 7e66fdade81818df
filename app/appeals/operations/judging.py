"""What whoever was drawn does with a request: look, hide the text meanwhile, decide, or leave it to somebody else."""

from collections.abc import Sequence
from datetime import timedelta

from app.accounts.models import Role, User
from app.accounts.queries import people_with
from app.answering import operations as answering
from app.answering.queries import standing_marks_on
from app.appeals import messages
from app.appeals.models import Appeal, AppealStep, Decision
from app.appeals.operations.drawing import draw, note
from app.appeals.operations.receiving import token_of
from app.appeals.queries import (
    complaints_about_questions,
    first_received,
    held_about_questions,
    others_about,
    reasons_for_makers,
)
from app.challenges import operations as challenges
from app.challenges.models import Challenge
from app.contributions import operations as contributions
from app.contributions.models import Contribution, Status
from app.core import clock
from app.core.database import db, holds_the_pen, own_transaction
from app.core.deal import deal
from app.core.errors import Refusal
from app.core.wording import _, lazy
from app.reports import operations as reports
from app.reports.chosen import Chosen
from app.stocktaking import operations as stocktaking
from app.stocktaking.gone import Gone
from app.stocktaking.models import Question
from app.stocktaking.queries.gone import texts_merged_away, where_words_stood
from app.stocktaking.queries.moved import where_its_words_are

NOTHING_CHOSEN = Chosen()
# What whoever wrote a challenge, or keeps a question, hears of it.
WHILE_JUDGED = (
    lazy("A challenge is out of view while it is judged"),
    lazy("A question is out of view while it is judged"),
)
FOR_GOOD = (
    lazy("The desk decided: a challenge stays out of view"),
    lazy("The desk decided: a question stays out of view"),
)


def log_view(appeal: Appeal, by: User) -> None:
    """Notes that somebody read a request: it may say more than the text that it is about.

    Apart from this request, which may keep nothing: a form that comes back shows the words as well.
    """
    look = AppealStep(appeal_id=appeal.id, what="viewed", by_role="editor", by_id=by.id)
    if holds_the_pen():
        db.session.rollback()  # lets go of the lock that a form holds, or this would wait for itself
    with own_transaction() as apart:
        apart.add(look)


def not_answered(appeal: Appeal) -> None:
    if appeal.decided_at is not None:
        raise Refusal(_("This request has been answered already. The page shows how."))


def hide(appeal: Appeal, by: User, reason: str) -> None:
    """Takes the text out of view while it is judged; the same once more changes nothing.

    Raises Refusal when there is nothing visible (any more).
    """
    not_answered(appeal)
    if appeal.held_at is not None and appeal.reason == reason:
        return
    put_out_of_view(appeal, by)
    appeal.held_at, appeal.reason = appeal.held_at or clock.now(), reason
    note(appeal, "hidden", "editor", by)


def put_out_of_view(appeal: Appeal, by: User, subjects: Sequence[object] = WHILE_JUDGED) -> None:
    thing = appeal.thing
    if appeal.is_about_a_reason:
        raise Refusal(_("This is about what a municipality says, not about the story. Take that away, or answer it."))
    if isinstance(thing, Contribution):
        contributions.hold(thing, by)
        if thing.status is not Status.HELD:
            raise Refusal(_("This text is not visible to others at this moment. There is nothing to hide."))
    elif isinstance(thing, Challenge):
        challenges.hold(thing)
        hosts = [host.user for host in thing.hosts]
        messages.to_writers(hosts, subjects[0], "pages.challenge", thing.slug)
    elif isinstance(thing, Question):
        hidden = stocktaking.hold_with_its_words(thing, appeal.received_at, by)
        makers = people_with(Role.COORDINATOR)
        for question in [one for one in hidden if one.merge is None] or [thing]:  # its address leads to another one
            messages.to_writers(makers, subjects[1], "stocktaking.question", question.slug)
    else:
        raise Refusal(_("The text that this was about is gone. There is nothing to hide."))


def take_reason_away(appeal: Appeal, challenge_id: str, seen_turn: int, by: User) -> None:
    """Takes away why the municipality of this challenge says that the story does not fit. It cannot be put back.

    A second time changes nothing. Raises Refusal once the request was answered, when it is not about such a reason,
    or when the municipality said something else since the judge looked (`seen_turn`).
    """
    not_answered(appeal)
    story = appeal.contribution if appeal.shows_reasons else None
    marks = standing_marks_on(story) if story is not None else ()
    found = next((mark for mark in marks if mark.challenge.public_id == challenge_id), None)
    if story is None or found is None:
        raise Refusal(_("What that municipality said does not stand there any more."))
    if answering.take_reason_away(found.challenge, story, seen_turn):
        appeal.hide_by = None  # nothing waits to be hidden any more
        note(appeal, "reason_taken", "editor", by)


def possible_decisions(appeal: Appeal) -> tuple[Decision, ...]:
    if not appeal.is_about_a_text or appeal.thing is None or appeal.is_about_a_reason:
        return (Decision.ANSWERED,)
    if appeal.contribution is None:
        return (Decision.LET_BACK, Decision.STAYS_OUT)
    return (Decision.LET_BACK, Decision.OTHER_TEXT, Decision.STAYS_OUT)


def decide(
    appeal: Appeal, by: User, decision: Decision, reason: str, answer: str, chosen: Chosen = NOTHING_CHOSEN
) -> set[int]:
    """Decides, and tells both sides: `reason` is for whoever wrote the text, `answer` for whoever asked.

    What was `chosen` goes from frozen stocktakes; the keys of those from which something went.
    """
    not_answered(appeal)
    if decision not in possible_decisions(appeal):
        raise Refusal(_("That decision is not possible for this request."))
    left = carry_out(appeal, by, decision, reason, chosen)
    appeal.decision, appeal.reason, appeal.answer = decision, reason, answer
    appeal.decided_at = clock.now()
    appeal.delete_on = clock.today() + timedelta(days=deal().appeal_days)
    note(appeal, "answered", "editor", by)
    tell_who_asked(appeal)
    return left


def carry_out(appeal: Appeal, by: User, decision: Decision, reason: str, chosen: Chosen) -> set[int]:
    thing = appeal.thing
    gone = None
    if isinstance(thing, Question):  # under their new address before anybody is mailed one
        gone = stocktaking.renew_addresses(words_gone(thing, appeal))
    if decision is Decision.LET_BACK:
        let_back(appeal, by)
    elif isinstance(thing, Contribution) and decision is Decision.OTHER_TEXT:
        contributions.read_once_more(thing, by, reason)
    elif isinstance(thing, Contribution) and decision is Decision.STAYS_OUT:
        contributions.take_down(thing, by, reason)
    elif decision is Decision.STAYS_OUT:
        put_out_of_view(appeal, by, FOR_GOOD)
        appeal.held_at = appeal.held_at or clock.now()
        let_others_back(appeal, by)
        if isinstance(thing, Question):
            stocktaking.keep_out_with_its_words(thing, appeal.received_at, by)
    if not isinstance(thing, Question) or gone is None:
        return set()
    gone = stocktaking.as_decided(gone)  # with the words of before, wherever these were kept
    stocktaking.forget_earlier_words(thing, appeal.received_at, gone)
    return reports.withdraw_words(gone, kept_out_by(appeal, decision), chosen)


def words_gone(question: Question, appeal: Appeal) -> Gone:
    """What was worded otherwise or taken away between the complaint and now: older wordings are no part of it. But what
    another one that waits is about, since that came, goes by this as well: it would go by its own decision in any case.
    """
    ids = {one.id for one in stocktaking.nobody_moves(question, appeal.received_at)}
    stood, merged_away = where_words_stood(ids), texts_merged_away(question, appeal.received_at)
    return stocktaking.words_gone(ids, stood, first_received(stood) or appeal.received_at, merged_away)


def kept_out_by(appeal: Appeal, decision: Decision) -> set[int]:
    """The keys of the questions that stay out of view by this decision, once it was carried out."""
    if not isinstance(appeal.thing, Question) or decision is not Decision.STAYS_OUT:
        return set()
    return {one.id for one in where_its_words_are(appeal.thing, appeal.received_at)}


def let_back(appeal: Appeal, by: User) -> None:
    """Back in view, unless it is out of view for another request as well."""
    thing = appeal.thing
    if isinstance(thing, Question):
        stocktaking.let_back_with_its_words(thing, appeal.received_at, by, kept_out(appeal))
        return
    if any(other.held_at and keeps_out(other) for other in others_about(appeal)):
        return
    if isinstance(thing, Contribution):
        contributions.let_back(thing, by)
    elif isinstance(thing, Challenge):
        challenges.let_back(thing, appeal.received_at)


def let_others_back(appeal: Appeal, by: User) -> None:
    """What has nothing to do with it any more, and only became one with it since somebody asked."""
    if isinstance(appeal.thing, Question):
        others = stocktaking.let_others_back(appeal.thing, appeal.received_at, by)
        stocktaking.let_in(others, by, kept_out(appeal))


def kept_out(answered: Appeal) -> set[Question]:
    """What another request keeps out of view: the questions about which it is, and where their words stand by now."""
    others = [other for other in held_about_questions() if other is not answered and keeps_out(other)]
    found = [(other.question, other.received_at) for other in others]
    return {one for question, since in found if question is not None for one in where_its_words_are(question, since)}


def keeps_out(appeal: Appeal) -> bool:
    return appeal.decided_at is None or appeal.decision is Decision.STAYS_OUT


def tell_who_asked(appeal: Appeal) -> None:
    """By the address that was left, which is deleted with that; or in the inbox of their account."""
    if appeal.email:
        messages.answered(appeal, token_of(appeal.public_id), appeal.language)
    elif appeal.asker is not None:
        messages.to_account(appeal.asker)
    appeal.email = appeal.who = ""
    db.session.flush()


def pass_on(appeal: Appeal, by: User) -> None:
    """Lets somebody else judge it. Raises Refusal when there is nobody else."""
    not_answered(appeal)
    before = {judge.user_id for judge in appeal.judges}
    drawn = draw(appeal, number=1)
    if not drawn and before == {by.id}:
        raise Refusal(_("There is nobody else at the desk who may judge this one. Ask an administrator to invite one."))
    appeal.judges[:] = [judge for judge in appeal.judges if judge.user_id != by.id]
    note(appeal, "passed_on", "editor", by)
    messages.to_judge(drawn, appeal)


stocktaking.say_who_tells_why(reasons_for_makers)
stocktaking.say_who_complained(complaints_about_questions)
