"""Who may read at the desk."""

from app.accounts.models import Person, Role
from app.contributions.models import Contribution
from app.contributions.permissions import fields_at_the_desk


def may_use_the_desk(person: Person) -> bool:
    return person.has(Role.EDITOR)


def may_read(person: Person, contribution: Contribution) -> bool:
    """A reader of this contribution, as long as it has not ended."""
    return bool(fields_at_the_desk(person, contribution))
