"""Saying whether something plays here as well: given with one tap, changed, and taken back."""

from typing import TypeVar

from app.accounts import queries
from app.accounts.models import OneAnswer, Organisation, Person, Recognised
from app.accounts.queries.one_answer import About, answer_of
from app.core import clock
from app.core.clock import midnight, months_after
from app.core.database import db
from app.core.deal import deal
from app.core.destruction import destroyed
from app.core.errors import Refusal
from app.core.wording import _

A = TypeVar("A", bound=OneAnswer)


def say_once(
    about: About[A], by: Person, organisation_id: int | None, mark: str, answer: Recognised | None
) -> Recognised | None:
    """Keeps this answer in place of the earlier one; None takes it back. What a colleague had said, if one had.

    It counts for the organisation when its people are known to work there, else for the account, else for the browser
    with this mark. One person is never counted twice. The caller holds what it is about. Raises Refusal.
    """
    organisation = workplace(by, organisation_id)
    whose = about.of_account(by) if by.is_authenticated else about.of_browser(mark)
    if organisation is not None:
        whose = about.of_organisation(organisation)
        forget(answer_of(about, about.of_account(by)))
    if by.is_authenticated:
        forget(answer_of(about, about.of_browser(mark)))
    found = answer_of(about, whose)
    of_colleague = found.answer if found is not None and organisation is not None and found.user_id != by.id else None
    if answer is None:
        forget(found)
    else:
        found = found or about.table(**{about.column: about.key})
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


def forget(found: OneAnswer | None) -> None:
    if found is not None:
        db.session.delete(found)
        db.session.flush()


def forget_browsers_in(table: type[A]) -> int:
    """Deletes what browsers said so long ago that their cookie is gone: nobody could change it any more; how many."""
    before = midnight(months_after(clock.today(), -deal().recognition_months))
    name = str(table.__tablename__)  # type: ignore[attr-defined]  # of the table that the answers are part of
    return destroyed(name, queries.delete_of_browsers_before(table, before), "recognition_months")
