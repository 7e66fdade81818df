"""Who may read at the desk."""

from app.accounts.models import Person, Role
from app.contributions.models import Contribution
from app.contributions.permissions import OPEN_TO_READERS


def may_use_the_desk(person: Person) -> bool:
    return person.has(Role.EDITOR)


def may_read(person: Person, contribution: Contribution) -> bool:
    """A reader of this contribution, as long as it has not ended."""
    return may_use_the_desk(person) and contribution.is_read_by(person.id) and contribution.status in OPEN_TO_READERS
