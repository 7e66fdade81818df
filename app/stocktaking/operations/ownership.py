"""Who goes after the answer: accepting it, declining it with a reason, and being asked how it stands."""

from datetime import timedelta

from app.accounts.models import User
from app.core import clock
from app.core.database import db
from app.core.errors import Refusal
from app.core.wording import _, long_date
from app.stocktaking import messages, queries
from app.stocktaking.models import DeclinedOwner, News, Question, QuestionChange
from app.stocktaking.operations.news import bring_to_all
from app.stocktaking.operations.quoting import in_own_words
from app.stocktaking.permissions import may_accept, may_coordinate, may_decline

BETWEEN_CHASES = timedelta(days=7)


def accept_ownership(question: Question, by: User) -> None:
    """Makes the proposed owner the owner. Raises Refusal for somebody of another organisation."""
    if not may_accept(by, question):
        raise Refusal(_("Only a member of the proposed organisation can accept this question."))
    question.owner_accepted_at = clock.now()
    question.changes.append(QuestionChange(what="owner_accepted", by_id=by.id, note=name_of_owner(question)))
    db.session.flush()
    bring_to_all(question, News.OWNER)


def decline_ownership(question: Question, reason: str, by: User) -> None:
    """The owner, proposed or not, does not go after it (any more), and says why. The reason is public.

    Raises Refusal for somebody of another organisation, and for words not to be quoted.
    """
    queries.hold_question(question)  # nobody publishes it meanwhile, nor says no for the same organisation
    owner = question.owner
    if owner is None or not may_decline(by, question):
        raise Refusal(_("Only a member of the organisation that was asked can say no."))
    in_own_words(by, reason, in_public=question.is_public)
    db.session.add(DeclinedOwner(question_id=question.id, organisation=owner, reason=reason, by_id=by.id))
    question.changes.append(QuestionChange(what="owner_declined", by_id=by.id, note=owner.name))
    question.owner, question.owner_accepted_at = None, None
    db.session.flush()


def chase(question: Question, by: User) -> int:
    """Asks the members of the owner how it stands; how many were asked. Kept in the history, at most once a week.

    Raises Refusal when nobody goes after it, when nobody of that organisation is here, or so soon again.
    """
    if not may_coordinate(by):
        raise Refusal(_("Only a coordinator can ask an owner how it stands."))
    owner = question.owner
    if owner is None:
        raise Refusal(_("Nobody goes after this question yet. Propose an owner first."))
    before = last_chase_of(question)
    if before is not None and clock.now() < before.at + BETWEEN_CHASES:
        day = long_date(before.at + BETWEEN_CHASES)
        raise Refusal(_("They were asked less than a week ago. You can ask again on %(day)s.", day=day))
    people = queries.members_of(owner)
    if not people:
        raise Refusal(_("Nobody of %(name)s takes part as a member here. Call them.", name=owner.name))
    question.changes.append(QuestionChange(what="chased", by_id=by.id, note=owner.name))
    db.session.flush()
    messages.how_does_it_stand(people, question.slug)
    return len(people)


def last_chase_of(question: Question) -> QuestionChange | None:
    """When the owner of now was asked last; another owner was not asked yet."""
    name = name_of_owner(question)
    asked = [change for change in question.changes if change.what == "chased" and change.note == name]
    return max(asked, key=lambda change: change.at, default=None)


def name_of_owner(question: Question) -> str:
    return question.owner.name if question.owner else ""
