"""Who may change the vocabulary."""

from app.accounts.models import Person, Role


def may_change_terms(person: Person) -> bool:
    return person.has(Role.ADMINISTRATOR)
