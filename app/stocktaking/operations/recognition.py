"""Saying of a public question whether it plays here as well: given with one tap, changed, and taken back."""

from app.accounts.models import Organisation, Person
from app.core import clock
from app.core.clock import midnight, months_after
from app.core.database import db
from app.core.deal import deal
from app.core.destruction import destroyed
from app.core.errors import Refusal
from app.core.security import fingerprint
from app.core.wording import _
from app.stocktaking import queries
from app.stocktaking.models import Question, Recognised, Recognition
from app.stocktaking.permissions import may_be_recognised


def mark_of_browser(secret: str, question: Question) -> str:
    """What is kept of the secret of a browser: one secret, another mark for each question; '' without a secret."""
    return fingerprint(f"recognition:{question.id}:{secret}") if secret else ""


def recognise(
    question: Question, by: Person, organisation_id: int | None, mark: str, answer: Recognised | None
) -> Recognised | None:
    """Keeps this answer in place of the earlier one; None takes it back. What a colleague had said, if one had.

    It counts for the organisation when its people are known to work there, else for the account, else for the browser
    with this mark. One person is never counted twice. The caller holds the question. Raises Refusal.
    """
    if not may_be_recognised(question):
        raise Refusal(_("You can answer this once the question is public."))
    organisation = workplace(by, organisation_id)
    whose = queries.of_account(by) if by.is_authenticated else queries.of_browser(mark)
    if organisation is not None:
        whose = queries.of_organisation(organisation)
        forget(queries.recognition_by(question, queries.of_account(by)))
    if by.is_authenticated:
        forget(queries.recognition_by(question, queries.of_browser(mark)))
    found = queries.recognition_by(question, whose)
    of_colleague = found.answer if found is not None and organisation is not None and found.user_id != by.id else None
    if answer is None:
        forget(found)
    else:
        found = found or Recognition(question_id=question.id)
        found.answer, found.at, found.user_id = answer, clock.now(), by.id
        found.organisation_id = organisation.id if organisation else None
        found.browser_hash = None if by.is_authenticated else mark
        db.session.add(found)
    db.session.flush()
    return of_colleague


def workplace(by: Person, organisation_id: int | None) -> Organisation | None:
    """The organisation that this person answers for; None for whoever has none. Raises Refusal for another one."""
    places = {place.id: place for place in queries.workplaces_of(by)}
    if places and organisation_id not in places:
        raise Refusal(_("Choose one of your own organisations, and answer once more."))
    return places.get(organisation_id) if organisation_id is not None else None


def forget(found: Recognition | None) -> None:
    if found is not None:
        db.session.delete(found)
        db.session.flush()


def forget_browsers() -> int:
    """Deletes what browsers said so long ago that their cookie is gone: nobody could change it any more; how many."""
    before = midnight(months_after(clock.today(), -deal().recognition_months))
    return destroyed("recognition", queries.delete_of_browsers_before(before), "recognition_months")
