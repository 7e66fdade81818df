"""Who may see the list of requests, and who may judge one."""

from app.accounts.models import Person, Role, User
from app.answering.queries import every_mark_on
from app.appeals.models import Appeal
from app.challenges.models import Challenge
from app.contributions.models import Contribution
from app.contributions.operations import is_too_near


def may_see_the_list(person: Person) -> bool:
    return person.has(Role.EDITOR)


def may_judge(person: Person, appeal: Appeal) -> bool:
    """An editor who was drawn for it. Whoever works where its writer works is not drawn, as far as we know."""
    return person.has(Role.EDITOR) and appeal.is_judged_by(person.id)


def may_be_drawn(person: User, appeal: Appeal) -> bool:
    """Whether this editor is far enough from who asked and from who wrote the text."""
    if appeal.user_id == person.id:
        return False
    thing = appeal.thing
    if isinstance(thing, Contribution):
        is_far = not is_too_near(thing, person) and not works_with_author(thing, person)
        return is_far and not (appeal.shows_reasons and works_with_a_host(thing, person))
    return not isinstance(thing, Challenge) or thing.organisation_id not in person.employers()


def works_with_a_host(contribution: Contribution, person: User) -> bool:
    """Whether this editor wrote such a reason, or works for a municipality that did; also one that was taken away."""
    marks = (mark for mark in every_mark_on(contribution) if mark.reason or mark.reason_taken_at is not None)
    return any(mark.by_id == person.id or mark.challenge.organisation_id in person.employers() for mark in marks)


def works_with_author(contribution: Contribution, person: User) -> bool:
    author = contribution.author
    return author is not None and bool(author.employers() & person.employers())
